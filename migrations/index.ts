import type { MigrationInterface } from 'typeorm';
import { TheHouse1795219200000 } from './1795219200000-TheHouse';
import { ReadFunctions1795219200001 } from './1795219200001-ReadFunctions';
import { BestTakes1795219200002 } from './1795219200002-BestTakes';
import { TheFirstFilm1795282633511 } from './1795282633511-TheFirstFilm';
import { FiniteLevels1795282800000 } from './1795282800000-FiniteLevels';
import { AuditIsForever1795283400000 } from './1795283400000-AuditIsForever';
import { Selection1795284100000 } from './1795284100000-Selection';
import { AnyMedia1795284200000 } from './1795284200000-AnyMedia';

/** In order. A migration that is not listed here does not run; a test compares the list with the folder. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  TheHouse1795219200000,
  ReadFunctions1795219200001,
  BestTakes1795219200002,
  TheFirstFilm1795282633511,
  FiniteLevels1795282800000,
  AuditIsForever1795283400000,
  Selection1795284100000,
  AnyMedia1795284200000,
];
