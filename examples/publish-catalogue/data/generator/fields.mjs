export const shop = 'https://shop.example.com';

export const photoUrls = ({ sku, photos }) => Array.from({ length: photos }, (_, index) => `${shop}/photos/${sku}-${index + 1}.jpg`);

export const roubles = (price) => (typeof price === 'number' ? `${price}.00` : price);

/** A crossed-out price that is believed: 15 % above, and never less than a hundred roubles. */
export const crossedOut = (price) => price + Math.max(100, Math.ceil((price * 0.15) / 100) * 100);
