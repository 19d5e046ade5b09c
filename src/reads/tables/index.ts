import type { Tables } from '../table';
import { assetTables } from './asset';
import { figureTables } from './figure';
import { projectTables, queryTable } from './project';
import { runTables } from './run';
import { scriptTables } from './script';
import { shotTables } from './shot';
import { slotTables } from './slot';
import { valueTables } from './values';

/** One entry a type of the API that lives in Postgres. A test compares them with the schema and with the columns. */
export const TABLES: Tables = {
  ...queryTable,
  ...projectTables,
  ...scriptTables,
  ...figureTables,
  ...shotTables,
  ...slotTables,
  ...assetTables,
  ...runTables,
  ...valueTables,
};
