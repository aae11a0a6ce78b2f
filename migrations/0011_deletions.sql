CREATE INDEX `alerts_deleted` ON `alerts` (`deleted_at`) WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_deleted` ON `jobs` (`deleted_at`) WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `links_deleted` ON `links` (`deleted_at`) WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `reconciliations_deleted` ON `reconciliations` (`deleted_at`) WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `retention_runs_deleted` ON `retention_runs` (`deleted_at`) WHERE "deleted_at" IS NOT NULL;