/** Whether the check digit of an EAN-8, UPC-A, EAN-13 or GTIN-14 fits. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits.slice(0, -1)].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** Whether Ozon would take it: one of the lengths that exist with the right check digit, or Ozon's own `OZN…`. */
export function isBarcode(barcode: string): boolean {
  if (/^OZN\d+$/.test(barcode)) return true;
  return /^(\d{8}|\d{12,14})$/.test(barcode) && hasCheckDigit(barcode);
}
