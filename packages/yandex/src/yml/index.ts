export { readYml } from './read/read-yml.js';
export type { ReadProgress, ReadYmlOptions, YmlFeed } from './read/read-yml.js';
export type { FeedOffer, OfferPosition, OfferProblem, YmlParam } from './read/offer.js';
export type { YmlElement } from './read/element.js';
export type { FeedCategory, FeedCurrency, FeedShop } from './read/shop.js';
export type { ScanLimits } from './read/scanner.js';
export type { FetchFeed, YmlSource } from './read/source.js';

export { ymlStream } from './write/yml-stream.js';
export type { YmlStreamOptions } from './write/yml-stream.js';
export { writeYmlFile } from './write/write-yml-file.js';
export type { FeedTarget, SplitLimits, WriteYmlFileOptions, WrittenFeed, WrittenFile } from './write/write-yml-file.js';
export type { WritableOffer, WriteProgress, YmlWriteOptions } from './write/options.js';
export type { OfferSource } from './write/batches.js';
export type {
  AlcoOffer, ArtistTitleOffer, AudiobookOffer, BookOffer, EventTicketOffer, MedicineOffer, Offer, OfferType, OnDemandOffer, OzonOffer,
  SimplifiedOffer, TourOffer, VendorModelOffer,
} from './offer/offer.js';
export type { OfferBase, OfferExtras } from './offer/common.js';
export type {
  CustomNode, DeliveryOption, EventHall, OfferAge, OfferCondition, OfferDimensions, OfferParam, Outlet, YmlFlag, YmlNode, YmlNumber, YmlVat,
} from './offer/parts.js';
export type { FeedCategoryInput, FeedCurrencyInput, Gift, ShopInfo } from './offer/shop.js';
export type { DiscountedProduct, FlashDiscount, GiftWithPurchase, LoyaltyProgram, NPlusM, Promo, PromoCode, PromoProduct } from './offer/promo.js';

export { checkYml } from './check/check-yml.js';
export type { CheckReport, CheckYmlOptions } from './check/check-yml.js';
export type { Severity, YmlProblem } from './check/problem.js';
export { ymlRules } from './check/rules.js';
export type { RuleCode } from './check/rules.js';
export type { Rule, SeverityByProfile } from './check/rule.js';
export { formatReport } from './report/format-report.js';
export type { ReportFormat } from './report/format-report.js';

export { convertYml } from './convert/convert-yml.js';
export type { ConvertYmlOptions } from './convert/convert-yml.js';
export { offerFromProduct } from './convert/offer-from-product.js';
export type { OfferFromProductOptions } from './convert/offer-from-product.js';
export { productFromOffer } from './convert/product-from-offer.js';
export { CategoryTree } from './convert/category-tree.js';
export { writeYmlFromTable } from './table/write-table.js';
export type { WriteTableOptions } from './table/write-table.js';
export type { RowProblem } from './table/row-problem.js';
export type { ReadRowsOptions, TableFormat } from './table/rows.js';
export { diffYml } from './compare/diff.js';
export type { DiffYmlOptions, OfferDifference, YmlDiff } from './compare/diff.js';
export { ymlStats } from './compare/stats.js';
export type { PriceRange, YmlStats } from './compare/stats.js';

export { ymlProfiles } from './profiles.js';
export type { YmlProfile } from './profiles.js';
export { YmlError } from './errors.js';
export type { YmlErrorCode, YmlPosition } from './errors.js';
export type { YmlEncoding } from './encoding.js';
export type { BilingualText, YmlLanguage } from './language.js';
