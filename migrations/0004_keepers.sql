CREATE TABLE `keepers` (
	`administration_id` integer NOT NULL,
	`what` text NOT NULL,
	`tenant_id` text NOT NULL,
	PRIMARY KEY(`administration_id`, `what`)
);
--> statement-breakpoint
-- Whoever keeps it already goes on with it; of two, the one that was made first.
INSERT OR IGNORE INTO `keepers` (`administration_id`, `what`, `tenant_id`)
SELECT t.`administration_id`, w.`value`, t.`id` FROM `tenants` t
JOIN `settings_versions` s ON s.`tenant_id` = t.`id` AND s.`version` = t.`settings_version`
JOIN json_each('["stock","products"]') w
WHERE t.`state` <> 'retired' AND json_extract(s.`json`, '$.' || w.`value` || '.enabled') = 1
ORDER BY t.`created_at`;
