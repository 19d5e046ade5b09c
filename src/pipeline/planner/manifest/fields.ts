import { z } from 'zod';

/** What several parts of a manifest are made of. */
export const text = z.string().min(1);
export const seconds = z.number().min(0);
export const lengthSeconds = z.number().gt(0);
export const share = z.number().min(0).max(1);
export const color = z.string().regex(/^#[0-9a-fA-F]{6}$/);
/** BCP 47: `en`, `pt-BR`. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
/** What is each producer's own business: the only objects with keys that the manifest does not know. */
export const open = z.record(z.string(), z.unknown());
