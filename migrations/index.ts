import type { MigrationInterface } from 'typeorm';
import { TheHouse1795219200000 } from './1795219200000-TheHouse';
import { ReadFunctions1795219200001 } from './1795219200001-ReadFunctions';
import { BestTakes1795219200002 } from './1795219200002-BestTakes';
import { TheFirstFilm1795282633511 } from './1795282633511-TheFirstFilm';
import { FiniteLevels1795282800000 } from './1795282800000-FiniteLevels';
import { AuditIsForever1795283400000 } from './1795283400000-AuditIsForever';
import { Wishes1795283900000 } from './1795283900000-Wishes';
import { AssetsByKind1795283950000 } from './1795283950000-AssetsByKind';
import { ScriptsInFull1795284000000 } from './1795284000000-ScriptsInFull';
import { Selection1795284100000 } from './1795284100000-Selection';
import { AnyMedia1795284200000 } from './1795284200000-AnyMedia';
import { CopiesAndNotes1795284400000 } from './1795284400000-CopiesAndNotes';
import { Revisions1795284500000 } from './1795284500000-Revisions';
import { Librarian1795284600000 } from './1795284600000-Librarian';
import { PlainMimeTypes1795284700000 } from './1795284700000-PlainMimeTypes';
import { Ledger1795285000000 } from './1795285000000-Ledger';
import { Control1795285100000 } from './1795285100000-Control';
import { Webhooks1795285200000 } from './1795285200000-Webhooks';
import { Sharing1795285300000 } from './1795285300000-Sharing';
import { Fleet1795285400000 } from './1795285400000-Fleet';
import { Suppliers1795285500000 } from './1795285500000-Suppliers';
import { Growth1795285550000 } from './1795285550000-Growth';
import { Documents1795285600000 } from './1795285600000-Documents';
import { Pronunciations1795285700000 } from './1795285700000-Pronunciations';
import { Directed1795285750000 } from './1795285750000-Directed';
import { StyleProfiles1795285800000 } from './1795285800000-StyleProfiles';
import { WrittenScripts1795285900000 } from './1795285900000-WrittenScripts';
import { ProjectChanges1795286000000 } from './1795286000000-ProjectChanges';
import { Plans1795286100000 } from './1795286100000-Plans';
import { PlannerCalls1795286200000 } from './1795286200000-PlannerCalls';
import { ShotLists1795372800000 } from './1795372800000-ShotLists';

/** In order. A migration that is not listed here does not run; a test compares the list with the folder. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  TheHouse1795219200000,
  ReadFunctions1795219200001,
  BestTakes1795219200002,
  TheFirstFilm1795282633511,
  FiniteLevels1795282800000,
  AuditIsForever1795283400000,
  Wishes1795283900000,
  AssetsByKind1795283950000,
  ScriptsInFull1795284000000,
  Selection1795284100000,
  AnyMedia1795284200000,
  CopiesAndNotes1795284400000,
  Revisions1795284500000,
  Librarian1795284600000,
  PlainMimeTypes1795284700000,
  Ledger1795285000000,
  Control1795285100000,
  Webhooks1795285200000,
  Sharing1795285300000,
  Fleet1795285400000,
  Suppliers1795285500000,
  Growth1795285550000,
  Documents1795285600000,
  Pronunciations1795285700000,
  Directed1795285750000,
  StyleProfiles1795285800000,
  WrittenScripts1795285900000,
  ProjectChanges1795286000000,
  Plans1795286100000,
  PlannerCalls1795286200000,
  ShotLists1795372800000,
];
