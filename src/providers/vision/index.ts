import { openaiVision } from './openai';
import type { VisionProvider } from './vision';

/** Every vendor of vision that is asked over the network, the server's own choice first: one line a vendor. */
export const VISION_VENDORS: readonly VisionProvider[] = [openaiVision];
