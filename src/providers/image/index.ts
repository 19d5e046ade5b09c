import type { ImageSupplier } from './image';
import { type OfflineImageOptions, openOfflineImage } from './offline';

/** Every supplier of pictures, in no order of preference: one line a vendor. */
export function openImageSuppliers(options: OfflineImageOptions = {}): ImageSupplier[] {
  return [openOfflineImage(options)];
}
