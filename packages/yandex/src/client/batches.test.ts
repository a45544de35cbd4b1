import { operationIndex } from '@occwo/core/client';
import { describe, expect, it } from 'vitest';
import { operations } from '../generated/operations.js';

/** What Market takes in one request, by its own documents (2026-08). More is refused whole, so a table that grows by itself loses uploads. */
const most: Readonly<Record<string, string>> = {
  'offerMappings.update': 'offerMappings:100', 'offerMappings.delete': 'offerIds:500', 'offerMappings.archive': 'offerIds:200',
  'offerMappings.unarchive': 'offerIds:200', 'offerMappings.generateBarcodes': 'offerIds:100', 'offerCards.update': 'offersContent:100',
  'offers.update': 'offers:500', 'offers.delete': 'offerIds:500', 'hiddenOffers.add': 'hiddenOffers:500', 'hiddenOffers.delete': 'hiddenOffers:500',
  'prices.update': 'offers:2000', 'prices.updateBusiness': 'offers:500', 'priceQuarantines.confirm': 'offerIds:200',
  'priceQuarantines.confirmBusiness': 'offerIds:200', 'stocks.update': 'skus:2000', 'stocks.updatePartner': 'skuItems:2000',
  'promos.updateOffers': 'offers:500', 'promos.deleteOffers': 'offerIds:500', 'bids.update': 'bids:1500', 'bids.updateCampaign': 'bids:1500',
  'bids.list': 'skus:500', 'bids.listRecommendations': 'skus:1500', 'orders.updateStatuses': 'orders:30', 'orders.setDigitalCodes': 'items:100',
  'shipments.transferOrders': 'orderIds:500', 'tariffs.calculate': 'offers:200', 'reports.generateOrderLabels': 'orderIds:1000',
  'reports.generateBarcodes': 'barcodeOfferInfos:100', 'outletLicenses.update': 'licenses:500', 'operations.list': 'operationIds:100',
};

describe('batches', () => {
  it('are as large as Market takes them', () => {
    const known = new Map(operationIndex(operations).all().map(({ name, batch }) => [name, batch && `${batch.field}:${batch.max}`]));
    expect(Object.fromEntries(Object.keys(most).map((name) => [name, known.get(name)]))).toEqual(most);
  });
});
