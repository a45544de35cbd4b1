/** The check digit of the first twelve digits of an EAN-13. */
export function checkDigit(twelve) {
  const sum = [...twelve].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10;
}

/** A valid EAN-13 of the range that is left to shops themselves (prefix 20), so that it is nobody's real barcode. */
export function shopBarcode(number) {
  const twelve = `20${String(number).padStart(10, '0')}`;
  return `${twelve}${checkDigit(twelve)}`;
}
