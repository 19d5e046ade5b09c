import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Best first; REJECTED never. `bestTake` in the pure core says the same, and a test compares them after every kind of change. */
const BEST = `
  array_position(ARRAY['PUBLISHED', 'APPROVED', 'REVIEW', 'REVISED', 'DRAFT'], a.status), a.wish_hash <> s.wish_hash, a.take DESC
  LIMIT 1`;

/**
 * `slot.current_id` and `slot.approved_id` follow their takes by themselves, whoever writes: a new take, a decision, a changed
 * wish. Reads pick a take for every slot they show: sorting the takes each time cost a fifth of a film of 754 shots.
 *
 * The slots are locked first, in the order of their ids, and looked at by the next statement, which sees what others have
 * committed meanwhile: two takes that come at once cannot each miss the other. NO KEY: a plain FOR UPDATE would wait for the
 * key share that each new take holds on its slot, and two of them for each other.
 */
export class BestTakes1795219200002 implements MigrationInterface {
  name = 'BestTakes1795219200002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION workprint_pick_takes(slots uuid[]) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM slot WHERE id = ANY(slots) ORDER BY id FOR NO KEY UPDATE;
        UPDATE slot SET current_id = best.current_id, approved_id = best.approved_id
        FROM (
          SELECT s.id,
            (SELECT a.id FROM asset a WHERE a.slot_id = s.id AND a.status <> 'REJECTED' ORDER BY ${BEST}) AS current_id,
            (SELECT a.id FROM asset a WHERE a.slot_id = s.id AND a.status IN ('PUBLISHED', 'APPROVED') ORDER BY ${BEST}) AS approved_id
          FROM slot s WHERE s.id = ANY(slots)
        ) best
        WHERE slot.id = best.id
          AND (slot.current_id, slot.approved_id) IS DISTINCT FROM (best.current_id, best.approved_id);
      END $$`);
    await queryRunner.query(`
      CREATE FUNCTION workprint_takes_added() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM workprint_pick_takes(ARRAY(SELECT DISTINCT slot_id FROM added));
        RETURN NULL;
      END $$`);
    await queryRunner.query(`
      CREATE FUNCTION workprint_takes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE slots uuid[] := ARRAY(
        SELECT DISTINCT a.slot_id FROM after a JOIN before b USING (id)
        WHERE (a.status, a.wish_hash, a.take) IS DISTINCT FROM (b.status, b.wish_hash, b.take));
      BEGIN
        IF cardinality(slots) > 0 THEN PERFORM workprint_pick_takes(slots); END IF;
        RETURN NULL;
      END $$`);
    await queryRunner.query(`
      CREATE FUNCTION workprint_wishes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE slots uuid[] := ARRAY(
        SELECT a.id FROM after a JOIN before b USING (id) WHERE a.wish_hash <> b.wish_hash);
      BEGIN
        IF cardinality(slots) > 0 THEN PERFORM workprint_pick_takes(slots); END IF;
        RETURN NULL;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER takes_added AFTER INSERT ON asset REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION workprint_takes_added()`);
    await queryRunner.query(`
      CREATE TRIGGER takes_changed AFTER UPDATE ON asset REFERENCING OLD TABLE AS before NEW TABLE AS after
      FOR EACH STATEMENT EXECUTE FUNCTION workprint_takes_changed()`);
    await queryRunner.query(`
      CREATE TRIGGER wishes_changed AFTER UPDATE ON slot REFERENCING OLD TABLE AS before NEW TABLE AS after
      FOR EACH STATEMENT EXECUTE FUNCTION workprint_wishes_changed()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER wishes_changed ON slot');
    await queryRunner.query('DROP TRIGGER takes_changed ON asset');
    await queryRunner.query('DROP TRIGGER takes_added ON asset');
    await queryRunner.query('DROP FUNCTION workprint_wishes_changed()');
    await queryRunner.query('DROP FUNCTION workprint_takes_changed()');
    await queryRunner.query('DROP FUNCTION workprint_takes_added()');
    await queryRunner.query('DROP FUNCTION workprint_pick_takes(uuid[])');
  }
}
