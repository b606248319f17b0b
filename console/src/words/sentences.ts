/** Japanese for the centre's sentences, by code; the English comes with the sentence itself. */
export const sentences: Record<string, string> = {
};
