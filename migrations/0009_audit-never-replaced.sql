-- `INSERT OR REPLACE` removes the row that stands in its way without firing the trigger of deletes.
CREATE TRIGGER `audit_no_replace` BEFORE INSERT ON `audit` WHEN EXISTS (SELECT 1 FROM `audit` WHERE `id` = NEW.`id`) BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
