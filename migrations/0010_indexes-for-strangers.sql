CREATE INDEX `sign_in_tries_window` ON `sign_in_tries` (`window_start`);--> statement-breakpoint
CREATE INDEX `users_link` ON `users` (`link_hash`) WHERE "link_hash" IS NOT NULL;