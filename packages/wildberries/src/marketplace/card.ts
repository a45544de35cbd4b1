/** A value of a characteristic: texts, or one number, as the characteristic's type wants it. */
export type CharacteristicValue = readonly string[] | number;

export interface CardCharacteristic {
  readonly id: number;
  readonly value: CharacteristicValue | string;
}

/** Centimetres and kilograms. */
export interface CardDimensions {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly weightBrutto: number;
}

export interface CardSize {
  readonly chrtID?: number;
  readonly techSize?: string;
  readonly wbSize?: string;
  readonly skus?: readonly string[];
}

/** A card as `cards/upload` takes it, without its subject. */
export interface CardVariant {
  readonly vendorCode: string;
  readonly title: string;
  readonly description?: string;
  readonly brand?: string;
  readonly dimensions?: CardDimensions;
  readonly characteristics: readonly CardCharacteristic[];
  readonly sizes: readonly CardSize[];
}

/** A card as it stands at Wildberries; what we read of it. */
export interface Card {
  readonly nmID: number;
  readonly imtID?: number;
  readonly subjectID: number;
  readonly vendorCode: string;
  readonly title?: string;
  readonly description?: string;
  readonly brand?: string;
  readonly kizMarked?: boolean;
  readonly photos?: readonly unknown[];
  readonly dimensions?: Partial<CardDimensions>;
  readonly characteristics?: readonly CardCharacteristic[];
  readonly sizes: readonly CardSize[];
  /** Certificates and the like, since September 2026: younger than the official documents that we generate from. */
  readonly documents?: { readonly items?: readonly unknown[] | null } | null;
  readonly updatedAt: string;
}

/** A card as `cards/update` takes it: whatever is left out is lost. */
export interface CardUpdate extends Omit<CardVariant, 'title'> {
  readonly nmID: number;
  readonly title?: string | undefined;
  readonly kizMarked: boolean;
}

/** A characteristic of a subject: what it is and what it takes. */
export interface Characteristic {
  readonly charcID: number;
  readonly name: string;
  readonly required: boolean;
  readonly unitName?: string;
  /** How many values; 0 means any number. */
  readonly maxCount: number;
  /** 1 texts, 4 a number, 0 not in use. */
  readonly charcType: number;
  /** It has a field of its own in the card (title, brand, sizes …) and must not be sent among characteristics. */
  readonly existNamedField?: boolean;
}
