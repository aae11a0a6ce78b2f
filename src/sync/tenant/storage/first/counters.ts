/** Sums by the hour and by the day: what the first page and its graph are made of. */
export const COUNTERS = `
-- What came in, by the hour.
CREATE TABLE hourly_counters (
  hour INTEGER NOT NULL, what TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (hour, what)
) WITHOUT ROWID;
-- How things came to stand, by the hour.
CREATE TABLE ended_hours (
  hour INTEGER NOT NULL, flow TEXT NOT NULL, outcome TEXT NOT NULL, currency TEXT NOT NULL,
  n INTEGER NOT NULL, gross INTEGER NOT NULL, vat INTEGER NOT NULL,
  PRIMARY KEY (hour, flow, outcome, currency)
) WITHOUT ROWID;
-- Days that are over, as they were asked for: forgotten when one of their hours changes. told: how
-- long their orders waited, and why some needed somebody.
CREATE TABLE ended_days (
  from_hour INTEGER NOT NULL, to_hour INTEGER NOT NULL, sums TEXT NOT NULL, told TEXT,
  PRIMARY KEY (from_hour, to_hour)
) WITHOUT ROWID;
-- No day is longer than 25 hours: one on which clocks are put back.
CREATE TRIGGER ended_hours_begun AFTER INSERT ON ended_hours BEGIN
  DELETE FROM ended_days
  WHERE from_hour > NEW.hour - 25 AND from_hour <= NEW.hour AND to_hour > NEW.hour;
END;
CREATE TRIGGER ended_hours_changed AFTER UPDATE ON ended_hours BEGIN
  DELETE FROM ended_days
  WHERE from_hour > NEW.hour - 25 AND from_hour <= NEW.hour AND to_hour > NEW.hour;
END;
CREATE TRIGGER ended_hours_gone AFTER DELETE ON ended_hours BEGIN
  DELETE FROM ended_days
  WHERE from_hour > OLD.hour - 25 AND from_hour <= OLD.hour AND to_hour > OLD.hour;
END;
`;
