/** Every vendor of speech that is asked over the network: one line a vendor. */
export { elevenLabsSpeech } from './elevenlabs';
export { openaiSpeech } from './openai';
