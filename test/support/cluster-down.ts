/** Placeholder until the embedded server lands: replaced by one Postgres cluster for the whole run. */
export default async function clusterUp(): Promise<void> {}
