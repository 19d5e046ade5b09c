/** What a supplier can do. A vendor declares one, a wish asks for one. */
export const CAPABILITIES = ['TEXT', 'SPEECH', 'IMAGE', 'VIDEO', 'SOUND', 'VISION', 'LIPSYNC'] as const;
export type Capability = (typeof CAPABILITIES)[number];
