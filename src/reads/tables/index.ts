import type { Tables } from '../table';
import { annotationTables } from './annotation';
import { assetTables } from './asset';
import { costTables } from './cost';
import { documentTables } from './document';
import { librarianTables } from './librarian';
import { planTables } from './plan';
import { projectTables, queryTable } from './project';
import { runEventTables, runTables } from './run';
import { screenplayTables } from './screenplay';
import { scriptTables } from './script';
import { shotTables } from './shot';
import { slotTables } from './slot';
import { styleProfileTables } from './style-profile';
import { timelineTables } from './timeline';
import { useTables } from './use';
import { valueTables } from './values';
import { webhookTables } from './webhook';

/** One entry a type of the API that lives in Postgres. A test compares them with the schema and with the columns. */
export const TABLES: Tables = {
  ...queryTable,
  ...projectTables,
  ...scriptTables,
  ...documentTables,
  ...styleProfileTables,
  ...librarianTables,
  ...screenplayTables,
  ...shotTables,
  ...slotTables,
  ...assetTables,
  ...annotationTables,
  ...useTables,
  ...runTables,
  ...runEventTables,
  ...costTables,
  ...timelineTables,
  ...planTables,
  ...webhookTables,
  ...valueTables,
};
