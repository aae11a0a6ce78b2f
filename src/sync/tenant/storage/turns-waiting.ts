/**
 * A step of the object's schema: since when a work's turns have come while the job of an earlier
 * turn was still to be done. `null`: its last turn began a job, or found nothing to do.
 */
export const TURNS_WAITING = "ALTER TABLE turns ADD COLUMN waiting_since INTEGER;";
