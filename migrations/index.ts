import type { MigrationInterface } from 'typeorm';

/** In order. A migration that is not listed here does not run; a test compares the list with the folder. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [];
