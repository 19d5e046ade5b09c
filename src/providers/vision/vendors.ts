/** Every vendor of vision that is asked over the network: one line a vendor. */
export { anthropicVision } from './anthropic';
export { openaiVision } from './openai';
