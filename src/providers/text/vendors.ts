/** Every vendor of text that is asked over the network: one line a vendor. */
export { anthropicText } from './anthropic';
export { localText } from './compatible';
export { openaiText } from './openai';
