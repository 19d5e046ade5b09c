import { localText } from './compatible';
import { openaiText } from './openai';
import type { TextProvider } from './text';

/** Every vendor of text that is asked over the network, the server's own choice first: one line a vendor. */
export const TEXT_VENDORS: readonly TextProvider[] = [openaiText, localText];
