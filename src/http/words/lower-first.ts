/** A name within a sentence: "Order 1001" is "order 1001" there. */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
