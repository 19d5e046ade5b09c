import type { MigrationInterface } from 'typeorm';
import { TheHouse1795274330490 } from './1795274330490-TheHouse';
import { ReadFunctions1795274330491 } from './1795274330491-ReadFunctions';
import { FiniteSeconds1795276800000 } from './1795276800000-FiniteSeconds';

/** In order. A migration that is not listed here does not run; a test compares the list with the folder. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  TheHouse1795274330490,
  ReadFunctions1795274330491,
  FiniteSeconds1795276800000,
];
