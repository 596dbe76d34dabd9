-- An installation of the version before the migrations were squashed (November 2026), which tests/web/test_upgrade.py
-- brings to this version. Everything in it is made up: a trial (AFSTEMT_DEMO=1) with something in every table of its own,
-- and jobs of every kind waiting. Sessions, passwords and two-step secrets are taken out, and reports' files are empty.
-- SQLite's own dump; not to be changed, only replaced when migrations are squashed again.
BEGIN TRANSACTION;
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
INSERT INTO "account_emailaddress" VALUES(1,1,1,1,'kontrakt@myndighed.example');
INSERT INTO "account_emailaddress" VALUES(2,1,1,2,'okonomi@myndighed.example');
INSERT INTO "account_emailaddress" VALUES(3,1,1,3,'kontrakt@leverandor.example');
INSERT INTO "account_emailaddress" VALUES(4,1,1,4,'drift@leverandor.example');
INSERT INTO "account_emailaddress" VALUES(5,1,1,5,'administrator@prove.example');
INSERT INTO "account_emailaddress" VALUES(6,1,1,6,'ingen@prove.example');
INSERT INTO "account_emailaddress" VALUES(7,1,1,7,'tidligere@prove.example');
INSERT INTO "account_emailaddress" VALUES(8,1,1,8,'uden-kode@prove.example');
INSERT INTO "account_emailaddress" VALUES(9,1,1,9,'to-trin@prove.example');
INSERT INTO "account_emailaddress" VALUES(10,1,1,10,'gaest@prove.example');
INSERT INTO "account_emailaddress" VALUES(11,1,1,11,'revisor@prove.example');
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "api_accesskey" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL, "digest" varchar(64) NOT NULL UNIQUE, "beginning" varchar(12) NOT NULL, "may_read" bool NOT NULL, "may_deliver" bool NOT NULL, "may_confirm" bool NOT NULL, "made_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "last_used_at" datetime NULL, "revoked_at" datetime NULL, "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "made_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "revoked_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "form" char(32) NULL UNIQUE, CONSTRAINT "access_key_revocation_is_whole_or_not" CHECK ((("revoked_at" IS NULL AND "revoked_by_id" IS NULL) OR ("revoked_at" IS NOT NULL AND "revoked_by_id" IS NOT NULL))), CONSTRAINT "access_key_expires_later" CHECK ("expires_at" > ("made_at")), CONSTRAINT "access_key_may_something" CHECK (("may_read" OR "may_deliver" OR "may_confirm")));
INSERT INTO "api_accesskey" VALUES(1,'Overvågning','630a1765c5f3c350b181b58ae9a86e1236d053b84ad6f06f530cef8b8fd5602a','afst_synt',1,1,0,'2026-11-24 09:00:00','2027-02-22 09:00:00',NULL,NULL,1,3,NULL,NULL);
INSERT INTO "api_accesskey" VALUES(2,'Den gamle','93e97e828c90145bcb5d63e86950956c373e2c4e9f5d2e82378496b5e1d6c3c7','afst_synt',1,1,0,'2026-11-24 09:00:00','2027-02-22 09:00:00',NULL,'2026-11-24 09:00:00',1,3,3,NULL);
CREATE TABLE "audit_auditrow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "verb" varchar(60) NOT NULL, "about" varchar(300) NOT NULL, "details" text NOT NULL CHECK ((JSON_VALID("details") OR "details" IS NULL)), "actor_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "contract_id" bigint NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "audit_row_has_a_verb" CHECK (NOT ("verb" = '')));
INSERT INTO "audit_auditrow" VALUES(1,'2026-11-01 08:00:00','create_contract','Drift af tre eksempelsystemer (syntetisk)','{}',1,1);
INSERT INTO "audit_auditrow" VALUES(2,'2026-11-01 08:00:00','add_version','2025-10-01','{"sha256": "99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df"}',1,1);
INSERT INTO "audit_auditrow" VALUES(3,'2026-11-01 08:00:00','add_version','2026-04-15','{"sha256": "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"}',1,1);
INSERT INTO "audit_auditrow" VALUES(4,'2026-11-01 08:00:00','approve_version','2025-10-01','{"party": "authority", "sha256": "99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df"}',1,1);
INSERT INTO "audit_auditrow" VALUES(5,'2026-11-01 08:00:00','approve_version','2025-10-01','{"party": "supplier", "sha256": "99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df"}',3,1);
INSERT INTO "audit_auditrow" VALUES(6,'2026-11-01 08:00:00','approve_version','2026-04-15','{"party": "authority", "sha256": "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"}',1,1);
INSERT INTO "audit_auditrow" VALUES(7,'2026-11-01 08:00:00','approve_version','2026-04-15','{"party": "supplier", "sha256": "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"}',3,1);
INSERT INTO "audit_auditrow" VALUES(8,'2026-11-04 08:00:00','deliver','64e6de1b-0a3c-4826-8147-014968a5a8e0','{"files": 22, "through": ""}',4,1);
INSERT INTO "audit_auditrow" VALUES(9,'2026-11-04 08:00:00','confirm_delivery','64e6de1b-0a3c-4826-8147-014968a5a8e0','{"through": "", "replaces": [], "changes": {"actions": [3, 0, 0], "changes": [32, 0, 0], "deliverables": [5, 0, 0], "improvements": [1, 0, 0], "incidents": [375, 0, 0], "matters": [4, 0, 0], "problems": [4, 0, 0], "security_updates": [18, 0, 0], "service_requests": [150, 0, 0], "stated_values": [1, 0, 0]}}',4,1);
INSERT INTO "audit_auditrow" VALUES(10,'2026-11-24 09:00:00','write_words','2026-10 · incidents · 1','{}',3,1);
INSERT INTO "audit_auditrow" VALUES(11,'2026-11-24 09:00:00','make_report','2026-10 · 1','{"inputs": "039cdbfadd5403da57abe31411d2b885d857aa7fc3b042b049ca7500541415bb", "files": {"driftsrapport.pdf": "e661dd966cd4c491f838d16c3cc88cd7044bd64743d33aa3965691bffe06907f", "driftsrapport.docx": "e484cb15dfc0a3a5aea5a80676091cf47310bdddaa8c97e9b3cafd490f8c94bd", "driftsrapport.html": "20d432b3875394b6aa3ac63fa8ca51ecca092e380b8b5238ede70e0bf53359db", "driftsrapport.xlsx": "f6d51cb937d2b280fd9e0f16892cb190fc268ef6446e87a246335553f02870e7", "driftsrapport.json": "4a1aeefe44173ea9b9958d70fe950f7d941f717333ac19bac6b4b1b3e66f1aa0"}}',3,1);
INSERT INTO "audit_auditrow" VALUES(12,'2026-11-24 09:00:00','return_report','2026-10 · 1','{"reason": "Skriv \u00e5rsagen."}',1,1);
INSERT INTO "audit_auditrow" VALUES(13,'2026-11-24 09:00:00','approve_report','2026-08 · 1','{"reservations": "Bod dr\u00f8ftes.", "inputs": "039cdbfadd5403da57abe31411d2b885d857aa7fc3b042b049ca7500541415bb", "files": {"driftsrapport.pdf": "e661dd966cd4c491f838d16c3cc88cd7044bd64743d33aa3965691bffe06907f", "driftsrapport.docx": "e484cb15dfc0a3a5aea5a80676091cf47310bdddaa8c97e9b3cafd490f8c94bd", "driftsrapport.html": "20d432b3875394b6aa3ac63fa8ca51ecca092e380b8b5238ede70e0bf53359db", "driftsrapport.xlsx": "f6d51cb937d2b280fd9e0f16892cb190fc268ef6446e87a246335553f02870e7", "driftsrapport.json": "4a1aeefe44173ea9b9958d70fe950f7d941f717333ac19bac6b4b1b3e66f1aa0"}}',1,1);
INSERT INTO "audit_auditrow" VALUES(14,'2026-11-24 09:00:00','set_journal_number','2026-08','{"number": "2026-1234"}',1,1);
INSERT INTO "audit_auditrow" VALUES(15,'2026-11-24 09:00:00','write_words','2026-10 · incidents · 2','{}',3,1);
INSERT INTO "audit_auditrow" VALUES(16,'2026-11-24 09:00:00','mark_secret','2026-10 · incidents','{"reason": "Opbygningen"}',3,1);
INSERT INTO "audit_auditrow" VALUES(17,'2026-11-24 09:00:00','comment','2026-10 · incidents','{"thread": 1, "audience": "shared"}',1,1);
INSERT INTO "audit_auditrow" VALUES(18,'2026-11-24 09:00:00','comment','2026-10 · service_levels','{"thread": 2, "audience": "authority"}',1,1);
INSERT INTO "audit_auditrow" VALUES(19,'2026-11-24 09:00:00','comment','2026-10 · level:KPI 1','{"thread": 3, "audience": "shared"}',1,1);
INSERT INTO "audit_auditrow" VALUES(20,'2026-11-24 09:00:00','comment','2026-10 · incidents','{"thread": 4, "audience": "shared"}',3,1);
INSERT INTO "audit_auditrow" VALUES(21,'2026-11-24 09:00:00','resolve_thread','2026-10 · incidents','{"thread": 4}',3,1);
INSERT INTO "audit_auditrow" VALUES(22,'2026-11-24 09:00:00','mark_done','Afprøvning af beredskab','{"day": "2026-11-25", "done_on": "2026-11-24", "reason": "Meddelt ved brev."}',1,1);
INSERT INTO "audit_auditrow" VALUES(23,'2026-11-24 09:00:00','deliver','55baf3a8-fe90-40eb-8b6a-f91a1608275a','{"files": 1, "through": ""}',3,1);
INSERT INTO "audit_auditrow" VALUES(24,'2026-11-24 09:00:00','withdraw_delivery','55baf3a8-fe90-40eb-8b6a-f91a1608275a','{"reason": "Forkert m\u00e5ned", "through": ""}',3,1);
INSERT INTO "audit_auditrow" VALUES(25,'2026-11-24 09:00:00','deliver','b0571947-4270-40a8-8c12-f9d715794bb0','{"files": 1, "through": ""}',3,1);
INSERT INTO "audit_auditrow" VALUES(26,'2026-11-24 09:00:00','key_in_figures','2fea4701-0c95-40f8-b4cc-817a2d319abf','{"files": 1, "through": ""}',3,1);
INSERT INTO "audit_auditrow" VALUES(27,'2026-11-24 09:00:00','add_version','2027-01-01','{"sha256": "2817b8dae684f7601541b39a6b17abd1066886dd654da4a00547bd429dec3884"}',1,1);
INSERT INTO "audit_auditrow" VALUES(28,'2026-11-24 09:00:00','create_contract','En ny kontrakt (syntetisk)','{}',1,2);
INSERT INTO "audit_auditrow" VALUES(29,'2026-11-24 09:00:00','add_version','2026-01-01','{"sha256": "627cb9032c9f19d13ee10f4c86bbd0fd90a2479364c466056c14913666464c22"}',1,2);
INSERT INTO "audit_auditrow" VALUES(30,'2026-11-24 09:00:00','correction_propose','2026-08 · 1','{"what": "penalty", "level": "", "amount": "-1250", "currency": "DKK", "reason": "Udtr\u00e6kket manglede tre sager (1)"}',3,1);
INSERT INTO "audit_auditrow" VALUES(31,'2026-11-24 09:00:00','correction_propose','2026-08 · 2','{"what": "penalty", "level": "", "amount": "1250", "currency": "DKK", "reason": "Udtr\u00e6kket manglede tre sager (2)"}',1,1);
INSERT INTO "audit_auditrow" VALUES(32,'2026-11-24 09:00:00','correction_propose','2026-08 · 3','{"what": "bonus", "level": "", "amount": "-1250", "currency": "DKK", "reason": "Udtr\u00e6kket manglede tre sager (3)"}',3,1);
INSERT INTO "audit_auditrow" VALUES(33,'2026-11-24 09:00:00','correction_dispute','2026-08 · 3','{"what": "bonus", "level": "", "amount": "-1250", "currency": "DKK", "reason": "Nej"}',1,1);
INSERT INTO "audit_auditrow" VALUES(34,'2026-11-24 09:00:00','correction_propose','2026-08 · 4','{"what": "fee", "level": "", "amount": "-1250", "currency": "DKK", "reason": "Udtr\u00e6kket manglede tre sager (4)"}',3,1);
INSERT INTO "audit_auditrow" VALUES(35,'2026-11-24 09:00:00','correction_withdraw','2026-08 · 4','{"what": "fee", "level": "", "amount": "-1250", "currency": "DKK", "reason": ""}',3,1);
INSERT INTO "audit_auditrow" VALUES(36,'2026-11-24 09:00:00','correction_propose','2026-08 · 5','{"what": "fee", "level": "", "amount": "1250", "currency": "DKK", "reason": "Udtr\u00e6kket manglede tre sager (5)"}',1,1);
INSERT INTO "audit_auditrow" VALUES(37,'2026-11-24 09:00:00','correction_agree','2026-08 · 5','{"what": "fee", "level": "", "amount": "1250", "currency": "DKK", "reason": ""}',3,1);
INSERT INTO "audit_auditrow" VALUES(38,'2026-11-24 09:00:00','correction_propose','2026-08 · 6','{"what": "bonus", "level": "", "amount": "-1250", "currency": "DKK", "reason": "Udtr\u00e6kket manglede tre sager (6)"}',3,1);
INSERT INTO "audit_auditrow" VALUES(39,'2026-11-24 09:00:00','correction_agree','2026-08 · 6','{"what": "bonus", "level": "", "amount": "-1250", "currency": "DKK", "reason": ""}',1,1);
INSERT INTO "audit_auditrow" VALUES(40,'2026-11-24 09:00:00','penalty_claim','2026-10','{"amount": "41721.62", "reason": "", "invoice": ""}',1,1);
INSERT INTO "audit_auditrow" VALUES(41,'2026-11-24 09:01:00','penalty_dispute','2026-10','{"amount": "41721.62", "reason": "Syntetisk: udetiden var aftalt", "invoice": ""}',3,1);
INSERT INTO "audit_auditrow" VALUES(42,'2026-11-24 09:00:00','ask_for_report','2026-10','{}',3,1);
INSERT INTO "audit_auditrow" VALUES(43,'2026-11-24 09:00:00','make_report','2026-10 · 2','{"inputs": "ef21c5e531c7f2326972e628c2175e9f776c6db1f509b3c6edd994cbc3f1e6a2", "files": {"driftsrapport.pdf": "82cf52c31ef4d2841c5858523ac6075076be9cde984831d7c59dd6642a2f47af", "driftsrapport.docx": "97c83feca9b9249ad7fb1498d967bcf5effffa5cec9e46504f077ef48ddfdeda", "driftsrapport.html": "7ab175fde9b33168216b644551965440ebec16cf4e76e6d868b1a97b411126c7", "driftsrapport.xlsx": "5edae08aa28fd3e32965ad21990ea04906a5469f47c918c573d1b6db1fca8e2f", "driftsrapport.json": "2124de637ef57172ea636807a72fd3067f887a1a09d68e062678c3c5d32c5982"}}',3,1);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'add_auditrow','Can add audit row');
INSERT INTO "auth_permission" VALUES(2,1,'change_auditrow','Can change audit row');
INSERT INTO "auth_permission" VALUES(3,1,'delete_auditrow','Can delete audit row');
INSERT INTO "auth_permission" VALUES(4,1,'view_auditrow','Can view audit row');
INSERT INTO "auth_permission" VALUES(5,2,'add_organisation','Can add organisation');
INSERT INTO "auth_permission" VALUES(6,2,'change_organisation','Can change organisation');
INSERT INTO "auth_permission" VALUES(7,2,'delete_organisation','Can delete organisation');
INSERT INTO "auth_permission" VALUES(8,2,'view_organisation','Can view organisation');
INSERT INTO "auth_permission" VALUES(9,3,'add_person','Can add person');
INSERT INTO "auth_permission" VALUES(10,3,'change_person','Can change person');
INSERT INTO "auth_permission" VALUES(11,3,'delete_person','Can delete person');
INSERT INTO "auth_permission" VALUES(12,3,'view_person','Can view person');
INSERT INTO "auth_permission" VALUES(13,4,'add_invitation','Can add invitation');
INSERT INTO "auth_permission" VALUES(14,4,'change_invitation','Can change invitation');
INSERT INTO "auth_permission" VALUES(15,4,'delete_invitation','Can delete invitation');
INSERT INTO "auth_permission" VALUES(16,4,'view_invitation','Can view invitation');
INSERT INTO "auth_permission" VALUES(17,5,'add_contract','Can add contract');
INSERT INTO "auth_permission" VALUES(18,5,'change_contract','Can change contract');
INSERT INTO "auth_permission" VALUES(19,5,'delete_contract','Can delete contract');
INSERT INTO "auth_permission" VALUES(20,5,'view_contract','Can view contract');
INSERT INTO "auth_permission" VALUES(21,6,'add_access','Can add access');
INSERT INTO "auth_permission" VALUES(22,6,'change_access','Can change access');
INSERT INTO "auth_permission" VALUES(23,6,'delete_access','Can delete access');
INSERT INTO "auth_permission" VALUES(24,6,'view_access','Can view access');
INSERT INTO "auth_permission" VALUES(25,7,'add_termsversion','Can add terms version');
INSERT INTO "auth_permission" VALUES(26,7,'change_termsversion','Can change terms version');
INSERT INTO "auth_permission" VALUES(27,7,'delete_termsversion','Can delete terms version');
INSERT INTO "auth_permission" VALUES(28,7,'view_termsversion','Can view terms version');
INSERT INTO "auth_permission" VALUES(29,8,'add_standin','Can add stand in');
INSERT INTO "auth_permission" VALUES(30,8,'change_standin','Can change stand in');
INSERT INTO "auth_permission" VALUES(31,8,'delete_standin','Can delete stand in');
INSERT INTO "auth_permission" VALUES(32,8,'view_standin','Can view stand in');
INSERT INTO "auth_permission" VALUES(33,9,'add_delivery','Can add delivery');
INSERT INTO "auth_permission" VALUES(34,9,'change_delivery','Can change delivery');
INSERT INTO "auth_permission" VALUES(35,9,'delete_delivery','Can delete delivery');
INSERT INTO "auth_permission" VALUES(36,9,'view_delivery','Can view delivery');
INSERT INTO "auth_permission" VALUES(37,10,'add_deliveredfile','Can add delivered file');
INSERT INTO "auth_permission" VALUES(38,10,'change_deliveredfile','Can change delivered file');
INSERT INTO "auth_permission" VALUES(39,10,'delete_deliveredfile','Can delete delivered file');
INSERT INTO "auth_permission" VALUES(40,10,'view_deliveredfile','Can view delivered file');
INSERT INTO "auth_permission" VALUES(41,11,'add_supplierreport','Can add supplier report');
INSERT INTO "auth_permission" VALUES(42,11,'change_supplierreport','Can change supplier report');
INSERT INTO "auth_permission" VALUES(43,11,'delete_supplierreport','Can delete supplier report');
INSERT INTO "auth_permission" VALUES(44,11,'view_supplierreport','Can view supplier report');
INSERT INTO "auth_permission" VALUES(45,12,'add_upload','Can add upload');
INSERT INTO "auth_permission" VALUES(46,12,'change_upload','Can change upload');
INSERT INTO "auth_permission" VALUES(47,12,'delete_upload','Can delete upload');
INSERT INTO "auth_permission" VALUES(48,12,'view_upload','Can view upload');
INSERT INTO "auth_permission" VALUES(49,13,'add_reportversion','Can add report version');
INSERT INTO "auth_permission" VALUES(50,13,'change_reportversion','Can change report version');
INSERT INTO "auth_permission" VALUES(51,13,'delete_reportversion','Can delete report version');
INSERT INTO "auth_permission" VALUES(52,13,'view_reportversion','Can view report version');
INSERT INTO "auth_permission" VALUES(53,14,'add_contractperiod','Can add contract period');
INSERT INTO "auth_permission" VALUES(54,14,'change_contractperiod','Can change contract period');
INSERT INTO "auth_permission" VALUES(55,14,'delete_contractperiod','Can delete contract period');
INSERT INTO "auth_permission" VALUES(56,14,'view_contractperiod','Can view contract period');
INSERT INTO "auth_permission" VALUES(57,15,'add_submission','Can add submission');
INSERT INTO "auth_permission" VALUES(58,15,'change_submission','Can change submission');
INSERT INTO "auth_permission" VALUES(59,15,'delete_submission','Can delete submission');
INSERT INTO "auth_permission" VALUES(60,15,'view_submission','Can view submission');
INSERT INTO "auth_permission" VALUES(61,16,'add_asking','Can add asking');
INSERT INTO "auth_permission" VALUES(62,16,'change_asking','Can change asking');
INSERT INTO "auth_permission" VALUES(63,16,'delete_asking','Can delete asking');
INSERT INTO "auth_permission" VALUES(64,16,'view_asking','Can view asking');
INSERT INTO "auth_permission" VALUES(65,17,'add_thread','Can add thread');
INSERT INTO "auth_permission" VALUES(66,17,'change_thread','Can change thread');
INSERT INTO "auth_permission" VALUES(67,17,'delete_thread','Can delete thread');
INSERT INTO "auth_permission" VALUES(68,17,'view_thread','Can view thread');
INSERT INTO "auth_permission" VALUES(69,18,'add_comment','Can add comment');
INSERT INTO "auth_permission" VALUES(70,18,'change_comment','Can change comment');
INSERT INTO "auth_permission" VALUES(71,18,'delete_comment','Can delete comment');
INSERT INTO "auth_permission" VALUES(72,18,'view_comment','Can view comment');
INSERT INTO "auth_permission" VALUES(73,19,'add_tradesecret','Can add trade secret');
INSERT INTO "auth_permission" VALUES(74,19,'change_tradesecret','Can change trade secret');
INSERT INTO "auth_permission" VALUES(75,19,'delete_tradesecret','Can delete trade secret');
INSERT INTO "auth_permission" VALUES(76,19,'view_tradesecret','Can view trade secret');
INSERT INTO "auth_permission" VALUES(77,20,'add_words','Can add words');
INSERT INTO "auth_permission" VALUES(78,20,'change_words','Can change words');
INSERT INTO "auth_permission" VALUES(79,20,'delete_words','Can delete words');
INSERT INTO "auth_permission" VALUES(80,20,'view_words','Can view words');
INSERT INTO "auth_permission" VALUES(81,21,'add_summary','Can add summary');
INSERT INTO "auth_permission" VALUES(82,21,'change_summary','Can change summary');
INSERT INTO "auth_permission" VALUES(83,21,'delete_summary','Can delete summary');
INSERT INTO "auth_permission" VALUES(84,21,'view_summary','Can view summary');
INSERT INTO "auth_permission" VALUES(85,22,'add_calendarentry','Can add calendar entry');
INSERT INTO "auth_permission" VALUES(86,22,'change_calendarentry','Can change calendar entry');
INSERT INTO "auth_permission" VALUES(87,22,'delete_calendarentry','Can delete calendar entry');
INSERT INTO "auth_permission" VALUES(88,22,'view_calendarentry','Can view calendar entry');
INSERT INTO "auth_permission" VALUES(89,23,'add_doneentry','Can add done entry');
INSERT INTO "auth_permission" VALUES(90,23,'change_doneentry','Can change done entry');
INSERT INTO "auth_permission" VALUES(91,23,'delete_doneentry','Can delete done entry');
INSERT INTO "auth_permission" VALUES(92,23,'view_doneentry','Can view done entry');
INSERT INTO "auth_permission" VALUES(93,24,'add_change','Can add change');
INSERT INTO "auth_permission" VALUES(94,24,'change_change','Can change change');
INSERT INTO "auth_permission" VALUES(95,24,'delete_change','Can delete change');
INSERT INTO "auth_permission" VALUES(96,24,'view_change','Can view change');
INSERT INTO "auth_permission" VALUES(97,25,'add_penaltydecision','Can add penalty decision');
INSERT INTO "auth_permission" VALUES(98,25,'change_penaltydecision','Can change penalty decision');
INSERT INTO "auth_permission" VALUES(99,25,'delete_penaltydecision','Can delete penalty decision');
INSERT INTO "auth_permission" VALUES(100,25,'view_penaltydecision','Can view penalty decision');
INSERT INTO "auth_permission" VALUES(101,26,'add_correction','Can add correction');
INSERT INTO "auth_permission" VALUES(102,26,'change_correction','Can change correction');
INSERT INTO "auth_permission" VALUES(103,26,'delete_correction','Can delete correction');
INSERT INTO "auth_permission" VALUES(104,26,'view_correction','Can view correction');
INSERT INTO "auth_permission" VALUES(105,27,'add_levelresult','Can add level result');
INSERT INTO "auth_permission" VALUES(106,27,'change_levelresult','Can change level result');
INSERT INTO "auth_permission" VALUES(107,27,'delete_levelresult','Can delete level result');
INSERT INTO "auth_permission" VALUES(108,27,'view_levelresult','Can view level result');
INSERT INTO "auth_permission" VALUES(109,28,'add_accesskey','Can add access key');
INSERT INTO "auth_permission" VALUES(110,28,'change_accesskey','Can change access key');
INSERT INTO "auth_permission" VALUES(111,28,'delete_accesskey','Can delete access key');
INSERT INTO "auth_permission" VALUES(112,28,'view_accesskey','Can view access key');
INSERT INTO "auth_permission" VALUES(113,29,'add_outgoingmail','Can add outgoing mail');
INSERT INTO "auth_permission" VALUES(114,29,'change_outgoingmail','Can change outgoing mail');
INSERT INTO "auth_permission" VALUES(115,29,'delete_outgoingmail','Can delete outgoing mail');
INSERT INTO "auth_permission" VALUES(116,29,'view_outgoingmail','Can view outgoing mail');
INSERT INTO "auth_permission" VALUES(117,30,'add_nextround','Can add next round');
INSERT INTO "auth_permission" VALUES(118,30,'change_nextround','Can change next round');
INSERT INTO "auth_permission" VALUES(119,30,'delete_nextround','Can delete next round');
INSERT INTO "auth_permission" VALUES(120,30,'view_nextround','Can view next round');
INSERT INTO "auth_permission" VALUES(121,31,'add_takenup','Can add taken up');
INSERT INTO "auth_permission" VALUES(122,31,'change_takenup','Can change taken up');
INSERT INTO "auth_permission" VALUES(123,31,'delete_takenup','Can delete taken up');
INSERT INTO "auth_permission" VALUES(124,31,'view_takenup','Can view taken up');
INSERT INTO "auth_permission" VALUES(125,32,'add_workerseen','Can add worker seen');
INSERT INTO "auth_permission" VALUES(126,32,'change_workerseen','Can change worker seen');
INSERT INTO "auth_permission" VALUES(127,32,'delete_workerseen','Can delete worker seen');
INSERT INTO "auth_permission" VALUES(128,32,'view_workerseen','Can view worker seen');
INSERT INTO "auth_permission" VALUES(129,33,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(130,33,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(131,33,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(132,33,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(133,34,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(134,34,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(135,34,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(136,34,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(137,35,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(138,35,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(139,35,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(140,35,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(141,36,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(142,36,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(143,36,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(144,36,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(145,37,'add_emailaddress','Can add email address');
INSERT INTO "auth_permission" VALUES(146,37,'change_emailaddress','Can change email address');
INSERT INTO "auth_permission" VALUES(147,37,'delete_emailaddress','Can delete email address');
INSERT INTO "auth_permission" VALUES(148,37,'view_emailaddress','Can view email address');
INSERT INTO "auth_permission" VALUES(149,38,'add_emailconfirmation','Can add email confirmation');
INSERT INTO "auth_permission" VALUES(150,38,'change_emailconfirmation','Can change email confirmation');
INSERT INTO "auth_permission" VALUES(151,38,'delete_emailconfirmation','Can delete email confirmation');
INSERT INTO "auth_permission" VALUES(152,38,'view_emailconfirmation','Can view email confirmation');
INSERT INTO "auth_permission" VALUES(153,39,'add_authenticator','Can add authenticator');
INSERT INTO "auth_permission" VALUES(154,39,'change_authenticator','Can change authenticator');
INSERT INTO "auth_permission" VALUES(155,39,'delete_authenticator','Can delete authenticator');
INSERT INTO "auth_permission" VALUES(156,39,'view_authenticator','Can view authenticator');
INSERT INTO "auth_permission" VALUES(157,40,'add_socialaccount','Can add social account');
INSERT INTO "auth_permission" VALUES(158,40,'change_socialaccount','Can change social account');
INSERT INTO "auth_permission" VALUES(159,40,'delete_socialaccount','Can delete social account');
INSERT INTO "auth_permission" VALUES(160,40,'view_socialaccount','Can view social account');
INSERT INTO "auth_permission" VALUES(161,41,'add_socialapp','Can add social application');
INSERT INTO "auth_permission" VALUES(162,41,'change_socialapp','Can change social application');
INSERT INTO "auth_permission" VALUES(163,41,'delete_socialapp','Can delete social application');
INSERT INTO "auth_permission" VALUES(164,41,'view_socialapp','Can view social application');
INSERT INTO "auth_permission" VALUES(165,42,'add_socialtoken','Can add social application token');
INSERT INTO "auth_permission" VALUES(166,42,'change_socialtoken','Can change social application token');
INSERT INTO "auth_permission" VALUES(167,42,'delete_socialtoken','Can delete social application token');
INSERT INTO "auth_permission" VALUES(168,42,'view_socialtoken','Can view social application token');
INSERT INTO "auth_permission" VALUES(169,43,'add_dbtaskresult','Can add Task Result');
INSERT INTO "auth_permission" VALUES(170,43,'change_dbtaskresult','Can change Task Result');
INSERT INTO "auth_permission" VALUES(171,43,'delete_dbtaskresult','Can delete Task Result');
INSERT INTO "auth_permission" VALUES(172,43,'view_dbtaskresult','Can view Task Result');
CREATE TABLE "contracts_access" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "role" varchar(20) NOT NULL, "given_at" datetime NOT NULL, "ended_at" datetime NULL, "end_reason" varchar(300) NOT NULL, "ended_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "given_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "access_end_is_whole_or_not" CHECK ((("end_reason" = '' AND "ended_at" IS NULL AND "ended_by_id" IS NULL) OR ("ended_at" IS NOT NULL AND "ended_by_id" IS NOT NULL AND NOT ("end_reason" = '')))));
INSERT INTO "contracts_access" VALUES(1,'authority_manager','2026-11-01 08:00:00',NULL,'',NULL,NULL,1,1);
INSERT INTO "contracts_access" VALUES(2,'finance','2026-11-01 08:00:00',NULL,'',NULL,NULL,2,1);
INSERT INTO "contracts_access" VALUES(3,'supplier_manager','2026-11-01 08:00:00',NULL,'',NULL,NULL,3,1);
INSERT INTO "contracts_access" VALUES(4,'service_manager','2026-11-01 08:00:00',NULL,'',NULL,NULL,4,1);
INSERT INTO "contracts_access" VALUES(5,'authority_manager','2026-11-24 09:00:00',NULL,'',NULL,NULL,1,2);
INSERT INTO "contracts_access" VALUES(6,'guest','2026-11-24 09:00:00',NULL,'',NULL,1,10,1);
INSERT INTO "contracts_access" VALUES(7,'auditor','2026-11-24 09:00:00',NULL,'',NULL,1,11,1);
INSERT INTO "contracts_access" VALUES(8,'business','2026-11-24 09:00:00','2026-11-24 09:00:00','Skiftet stilling',1,NULL,7,1);
CREATE TABLE "contracts_contract" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "zone" varchar(60) NOT NULL, "synthetic" bool NOT NULL, "created_at" datetime NOT NULL, "authority_id" bigint NOT NULL REFERENCES "parties_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "supplier_id" bigint NOT NULL REFERENCES "parties_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "form" char(32) NULL UNIQUE, CONSTRAINT "contract_has_two_parties" CHECK (NOT ("authority_id" = ("supplier_id"))));
INSERT INTO "contracts_contract" VALUES(1,'Drift af tre eksempelsystemer (syntetisk)','Europe/Copenhagen',1,'2026-11-01 08:00:00',1,2,NULL);
INSERT INTO "contracts_contract" VALUES(2,'En ny kontrakt (syntetisk)','Europe/Copenhagen',1,'2026-11-24 09:00:00',1,2,NULL);
CREATE TABLE "contracts_standin" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "from_at" datetime NOT NULL, "to_at" datetime NOT NULL, "made_at" datetime NOT NULL, "ended_at" datetime NULL, "access_id" bigint NOT NULL REFERENCES "contracts_access" ("id") DEFERRABLE INITIALLY DEFERRED, "ended_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "made_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "stand_in_period_is_forwards" CHECK ("to_at" > ("from_at")), CONSTRAINT "stand_in_end_is_whole_or_not" CHECK ((("ended_at" IS NULL AND "ended_by_id" IS NULL) OR ("ended_at" IS NOT NULL AND "ended_by_id" IS NOT NULL))));
INSERT INTO "contracts_standin" VALUES(1,'2026-11-24 09:00:00','2026-12-24 09:00:00','2026-11-24 09:00:00',NULL,1,NULL,1,2);
CREATE TABLE "contracts_termsversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "in_force_from" date NOT NULL, "text" text NOT NULL, "sha256" varchar(64) NOT NULL, "created_at" datetime NOT NULL, "authority_approved_at" datetime NULL, "supplier_approved_at" datetime NULL, "authority_approved_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "supplier_approved_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "terms_authority_approval_is_whole_or_not" CHECK ((("authority_approved_at" IS NULL AND "authority_approved_by_id" IS NULL) OR ("authority_approved_at" IS NOT NULL AND "authority_approved_by_id" IS NOT NULL))), CONSTRAINT "terms_supplier_approval_is_whole_or_not" CHECK ((("supplier_approved_at" IS NULL AND "supplier_approved_by_id" IS NULL) OR ("supplier_approved_at" IS NOT NULL AND "supplier_approved_by_id" IS NOT NULL))));
INSERT INTO "contracts_termsversion" VALUES(1,'2025-10-01','# Syntetisk eksempelkontrakt. Parter, systemer og beløb er opdigtede.

id = "SYN-2025-01"
title = "Drift af tre eksempelsystemer (syntetisk)"
in_force_from = 2025-10-01
to_day = 2029-09-30
synthetic = true
note = "Oprindelig kontrakt."

[[parties]]
role = "authority"
name = "Styrelsen for Eksempler (syntetisk)"
short_name = "Styrelsen"

[[parties]]
role = "supplier"
name = "Eksempeldrift A/S (syntetisk)"
short_name = "Eksempeldrift"

[[systems]]
id = "sagsbehandling"
name = "Sagsportalen"
owner = "Sagsbehandlingsafdelingen"
services = [
    { id = "sag-web", name = "Sagsportalen, brugerflade", users = 1900 },
    { id = "sag-api", name = "Sagsportalen, snitflader", users = 300 },
]

[[systems]]
id = "selvbetjening"
name = "Selvbetjening"
owner = "Borgerserviceafdelingen"
services = [
    { id = "selv-web", name = "Selvbetjening, sider", users = 5200 },
    { id = "selv-login", name = "Selvbetjening, login", users = 5200 },
]

[[systems]]
id = "arkiv"
name = "Arkivet"
owner = "Sagsbehandlingsafdelingen"
services = [{ id = "arkiv-soeg", name = "Arkivet, søgning", users = 400 }]

[[phases]]
kind = "running_in"
from_day = 2025-10-01
to_day = 2025-10-31
clause = "Kontrakten, pkt. 5.1"

[[phases]]
kind = "operation"
from_day = 2025-11-01
clause = "Kontrakten, pkt. 5.2"

[[priorities]]
id = "1"
title = "Kritisk"
description = "En ydelse er nede, eller mange brugere kan ikke arbejde."
significant = true

[[priorities]]
id = "2"
title = "Alvorlig"
description = "En væsentlig funktion virker ikke."

[[priorities]]
id = "3"
title = "Mindre alvorlig"
description = "En funktion virker ikke, men kan omgås."

[[priorities]]
id = "4"
title = "Ubetydelig"
description = "Skønhedsfejl og spørgsmål."

[calendars.servicedesk]
clause = "Bilag 5, pkt. 2.1"
monday = ["08:00-16:00"]
tuesday = ["08:00-16:00"]
wednesday = ["08:00-16:00"]
thursday = ["08:00-16:00"]
friday = ["08:00-16:00"]
holidays = "DK"
closed_days = ["12-24", "12-31"]

[calendars.drift]
clause = "Bilag 5, pkt. 2.2"
monday = ["07:00-18:00"]
tuesday = ["07:00-18:00"]
wednesday = ["07:00-18:00"]
thursday = ["07:00-18:00"]
friday = ["07:00-18:00"]
holidays = "DK"

[[service_windows]]
clause = "Bilag 5, pkt. 3"
weekly = { sunday = ["20:00-24:00"] }
notice_working_days = 5
allowance_minutes = 600

# ---- servicemål ----

[[service_levels]]
id = "KPI 1"
title = "Tilgængelighed, Sagsportalen"
clause = "Bilag 6, pkt. 1.1"
kind = "availability"
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", composition = "any" }
systems = ["sagsbehandling"]
calendar = "drift"
populations = [{ target = 99.5 }]
decimals = 2
judge = "rounded"
missing_data = "up"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.1.2"
rule = "points_by_band"
parameters = { bands = [
    { at_least = 99.5, points = 0 },
    { at_least = 99.0, below = 99.5, points = 1 },
    { at_least = 98.0, below = 99.0, points = 2 },
    { below = 98.0, points = 4 },
] }

[[service_levels]]
id = "KPI 2"
title = "Tilgængelighed, Selvbetjening"
clause = "Bilag 6, pkt. 1.2"
kind = "availability"
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", composition = "each" }
systems = ["selvbetjening"]
populations = [{ target = 99.5 }]
decimals = 2
judge = "rounded"
missing_data = "up"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.2.2"
rule = "points_per_breach"
parameters = { points = 2, per = "population" }

[[service_levels]]
id = "KPI 3"
title = "Længste afbrydelse"
clause = "Bilag 6, pkt. 1.3"
kind = "longest_outage"
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", measured = "agreed_hours" }
calendar = "drift"
populations = [{ target = 14400 }]
missing_data = "up"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.3.1"
rule = "points_per_breach"
parameters = { points = 3, per = "population" }

[[service_levels]]
id = "KPI 4"
title = "Svartider"
clause = "Bilag 6, pkt. 1.4"
kind = "response_time_share"
parameters = { limit_ms = 2000, failed = "left_out" }
services = ["sag-web", "selv-web", "selv-login"]
calendar = "drift"
populations = [{ target = 95 }]
decimals = 1
judge = "rounded"
missing_data = "left_out"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.4.1"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 5"
title = "Reaktionstid"
clause = "Bilag 6, pkt. 2.1"
kind = "reaction_time"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kategori 1-2", priorities = ["1", "2"], limit = { minutes = 30 }, target = 90 },
    { id = "kategori 3-4", priorities = ["3", "4"], limit = { hours = 4 }, target = 90 },
]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "opened"
open_past_limit = "missed_now"
priority = "last"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.1.3"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 6"
title = "Løsningstid, kategori 1 og 2"
clause = "Bilag 6, pkt. 2.2"
kind = "resolution_time"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kategori 1", priorities = ["1"], limit = { hours = 4 } },
    { id = "kategori 2", priorities = ["2"], limit = { hours = 8 } },
]
decimals = 1
judge = "exact"
assign_by = "resolved"
open_past_limit = "missed_when_resolved"
priority = "last"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.2.2"
rule = "points_per_unit"
parameters = { points = 0.5, unit = "hour", count = "commenced" }
cap_points = 6

[[service_levels]]
id = "KPI 7"
title = "Løsningstid, kategori 3 og 4"
clause = "Bilag 6, pkt. 2.3"
kind = "resolution_time"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kategori 3", priorities = ["3"], limit = { hours = 24 }, target = 92 },
    { id = "kategori 4", priorities = ["4"], limit = { hours = 80 }, target = 92 },
]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "resolved"
open_past_limit = "missed_when_resolved"
priority = "last"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.3.2"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 8"
title = "Service requests"
clause = "Bilag 6, pkt. 2.4"
kind = "request_fulfilment"
calendar = "servicedesk"
clock = "business_hours"
populations = [{ limit = { hours = 40 }, target = 90 }]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "resolved"
open_past_limit = "missed_when_resolved"

[[service_levels]]
id = "KPI 9"
title = "Vellykkede changes"
clause = "Bilag 6, pkt. 3.1"
kind = "change_success"
parameters = { cancelled = "left_out" }
populations = [{ target = 90 }]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "resolved"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 3.1.1"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 10"
title = "Sikkerhedsopdateringer"
clause = "Bilag 6, pkt. 4.1"
kind = "security_updates"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kritiske", priorities = ["critical"], limit = { working_days = 3 } },
    { id = "høje", priorities = ["high"], limit = { working_days = 7 } },
    { id = "øvrige", priorities = ["medium", "low"], limit = { working_days = 40 }, target = 90 },
]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "due"
open_past_limit = "missed_now"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 4.1.3"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 11"
title = "Driftsrapport til tiden"
clause = "Bilag 6, pkt. 5.1"
kind = "deliverable"
calendar = "servicedesk"
clock = "business_hours"
populations = [{ priorities = ["report"], limit = { working_days = 10 } }]
decimals = 1
judge = "exact"
assign_by = "due"
open_past_limit = "missed_now"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 5.1.2"
rule = "points_per_working_day_late"
parameters = { points = 0.5, count = "commenced" }

[[service_levels]]
id = "KPI 12"
title = "Brugertilfredshed"
clause = "Bilag 6, pkt. 6.1"
kind = "stated_value"
populations = [{ target = 3.8 }]
decimals = 1
judge = "rounded"

# ---- bod, bonus og vederlag ----

[settlement]
clause = "Bilag 6, pkt. 7"
percent_per_point = 1
base = "entitled"
same_cause = "stack"
cap_percent_period = 15
cap_percent_rolling_year = 10
claim = "on_claim"
claim_within_working_days = 30
lapses = true
vat_on_penalty = "reduces_base"

[prices]
clause = "Bilag 7"
hours_must_be_approved = true

[[prices.fixed]]
id = "grundvederlag"
title = "Grundvederlag for drift"
clause = "Bilag 7, pkt. 1"
amount = 398000.00
part_month = "calendar_days"
index = "npi"

[[prices.units]]
id = "lager"
title = "Lager"
clause = "Bilag 7, pkt. 2.1"
unit = "GB"
price = 3.25
included = 3000

[[prices.units]]
id = "brugere"
title = "Aktive brugere"
clause = "Bilag 7, pkt. 2.2"
unit = "bruger"
price = 18.50

[[prices.hourly]]
code = "SENIOR"
title = "Seniorkonsulent"
clause = "Bilag 7, pkt. 3"
rate = 1150

[[prices.hourly]]
code = "STANDARD"
title = "Konsulent"
clause = "Bilag 7, pkt. 3"
rate = 925

[[prices.indexes]]
name = "npi"
clause = "Bilag 7, pkt. 4"
base = 112.4
share = 80

[prices.indexes.values]
"2025-10-01" = 112.4
"2026-10-01" = 114.9

[[prices.estimates]]
order = "ORDRE-7"
title = "Løbende tilpasninger"
hours = 120

# ---- rammerne for opfølgningen ----

[framework]
clause = "Bilag 8"
calendar = "servicedesk"
meeting_frequency = "monthly"
meeting_minutes = 90
meeting_place = "Styrelsen, skiftevis digitalt og fysisk"
change_advisory_board = true

[[framework.deadlines]]
what = "report"
working_days = 10
event = "period_end"
owner = "supplier"
clause = "Bilag 8, pkt. 2.1"

[[framework.deadlines]]
what = "agenda"
working_days = 3
event = "meeting"
before = true
source = "agreed_in_writing"
owner = "authority"
clause = "Mødeaftale, pkt. 1"

[[framework.deadlines]]
what = "minutes"
working_days = 5
event = "meeting"
owner = "supplier"
clause = "Bilag 8, pkt. 2.3"

[[framework.deadlines]]
what = "minutes_approved"
working_days = 10
event = "meeting"
source = "wish"
owner = "both"

[[framework.participants]]
party = "authority"
role = "Kontraktansvarlig"
mandate = "Kontraktens økonomi og vilkår"
counterpart = "Kundeansvarlig"
chair = true

[[framework.participants]]
party = "supplier"
role = "Kundeansvarlig"
mandate = "Kontraktens økonomi og vilkår"
counterpart = "Kontraktansvarlig"

[[framework.participants]]
party = "authority"
role = "Systemejer"
mandate = "Prioritering af drift og ændringer"
counterpart = "Servicechef"

[[framework.participants]]
party = "supplier"
role = "Servicechef"
mandate = "Daglig drift og bemanding"
counterpart = "Systemejer"
minutes = true

[[framework.participants]]
party = "authority"
role = "Informationssikkerhedsansvarlig"
mandate = "Krav til sikkerhed"

[[framework.thresholds]]
measure = "same_level_missed"
value = 3
periods = 3
level = "contractual"
title = "Samme servicemål ikke opfyldt tre måneder i træk"
clause = "Bilag 8, pkt. 4.1"

[[framework.thresholds]]
measure = "points"
value = 20
periods = 3
level = "contractual"
title = "20 point på tre måneder"
clause = "Bilag 8, pkt. 4.2"

[[framework.thresholds]]
measure = "cap_reached"
level = "contractual"
title = "Loftet for bod er nået"
clause = "Bilag 8, pkt. 4.3"

[[contract_calendar]]
title = "Option på forlængelse med et år"
day = 2027-01-30
kind = "option"
owner = "authority"
notice_days = 30
clause = "Kontrakten, pkt. 3.2"

[[contract_calendar]]
title = "Revisorerklæring (ISAE 3402)"
day = 2027-01-15
kind = "auditors_declaration"
owner = "supplier"
clause = "Kontrakten, pkt. 11.1"

[[contract_calendar]]
title = "Afprøvning af beredskab"
day = 2026-11-25
kind = "contingency_test"
owner = "both"
clause = "Bilag 9, pkt. 2"
','99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df','2026-11-01 08:00:00','2026-11-01 08:00:00','2026-11-01 08:00:00',1,1,1,3);
INSERT INTO "contracts_termsversion" VALUES(2,'2026-04-15','# Syntetisk eksempelkontrakt. Parter, systemer og beløb er opdigtede.

id = "SYN-2025-01"
title = "Drift af tre eksempelsystemer (syntetisk)"
in_force_from = 2026-04-15
to_day = 2029-09-30
synthetic = true
note = "Tillæg 1: højere tilgængelighed og nyt grundvederlag."

[[parties]]
role = "authority"
name = "Styrelsen for Eksempler (syntetisk)"
short_name = "Styrelsen"

[[parties]]
role = "supplier"
name = "Eksempeldrift A/S (syntetisk)"
short_name = "Eksempeldrift"

[[systems]]
id = "sagsbehandling"
name = "Sagsportalen"
owner = "Sagsbehandlingsafdelingen"
services = [
    { id = "sag-web", name = "Sagsportalen, brugerflade", users = 1900 },
    { id = "sag-api", name = "Sagsportalen, snitflader", users = 300 },
]

[[systems]]
id = "selvbetjening"
name = "Selvbetjening"
owner = "Borgerserviceafdelingen"
services = [
    { id = "selv-web", name = "Selvbetjening, sider", users = 5200 },
    { id = "selv-login", name = "Selvbetjening, login", users = 5200 },
]

[[systems]]
id = "arkiv"
name = "Arkivet"
owner = "Sagsbehandlingsafdelingen"
services = [{ id = "arkiv-soeg", name = "Arkivet, søgning", users = 400 }]

[[phases]]
kind = "running_in"
from_day = 2025-10-01
to_day = 2025-10-31
clause = "Kontrakten, pkt. 5.1"

[[phases]]
kind = "operation"
from_day = 2025-11-01
clause = "Kontrakten, pkt. 5.2"

[[priorities]]
id = "1"
title = "Kritisk"
description = "En ydelse er nede, eller mange brugere kan ikke arbejde."
significant = true

[[priorities]]
id = "2"
title = "Alvorlig"
description = "En væsentlig funktion virker ikke."

[[priorities]]
id = "3"
title = "Mindre alvorlig"
description = "En funktion virker ikke, men kan omgås."

[[priorities]]
id = "4"
title = "Ubetydelig"
description = "Skønhedsfejl og spørgsmål."

[calendars.servicedesk]
clause = "Bilag 5, pkt. 2.1"
monday = ["08:00-16:00"]
tuesday = ["08:00-16:00"]
wednesday = ["08:00-16:00"]
thursday = ["08:00-16:00"]
friday = ["08:00-16:00"]
holidays = "DK"
closed_days = ["12-24", "12-31"]

[calendars.drift]
clause = "Bilag 5, pkt. 2.2"
monday = ["07:00-18:00"]
tuesday = ["07:00-18:00"]
wednesday = ["07:00-18:00"]
thursday = ["07:00-18:00"]
friday = ["07:00-18:00"]
holidays = "DK"

[[service_windows]]
clause = "Bilag 5, pkt. 3"
weekly = { sunday = ["20:00-24:00"] }
notice_working_days = 5
allowance_minutes = 600

# ---- servicemål ----

[[service_levels]]
id = "KPI 1"
title = "Tilgængelighed, Sagsportalen"
clause = "Bilag 6, pkt. 1.1"
kind = "availability"
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", composition = "any" }
systems = ["sagsbehandling"]
calendar = "drift"
populations = [{ target = 99.7 }]
decimals = 2
judge = "rounded"
missing_data = "up"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.1.2"
rule = "points_by_band"
parameters = { bands = [
    { at_least = 99.7, points = 0 },
    { at_least = 99.0, below = 99.7, points = 1 },
    { at_least = 98.0, below = 99.0, points = 2 },
    { below = 98.0, points = 4 },
] }

[[service_levels]]
id = "KPI 2"
title = "Tilgængelighed, Selvbetjening"
clause = "Bilag 6, pkt. 1.2"
kind = "availability"
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", composition = "each" }
systems = ["selvbetjening"]
populations = [{ target = 99.5 }]
decimals = 2
judge = "rounded"
missing_data = "up"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.2.2"
rule = "points_per_breach"
parameters = { points = 2, per = "population" }

[[service_levels]]
id = "KPI 3"
title = "Længste afbrydelse"
clause = "Bilag 6, pkt. 1.3"
kind = "longest_outage"
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", measured = "agreed_hours" }
calendar = "drift"
populations = [{ target = 14400 }]
missing_data = "up"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.3.1"
rule = "points_per_breach"
parameters = { points = 3, per = "population" }

[[service_levels]]
id = "KPI 4"
title = "Svartider"
clause = "Bilag 6, pkt. 1.4"
kind = "response_time_share"
parameters = { limit_ms = 2000, failed = "left_out" }
services = ["sag-web", "selv-web", "selv-login"]
calendar = "drift"
populations = [{ target = 95 }]
decimals = 1
judge = "rounded"
missing_data = "left_out"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.4.1"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 5"
title = "Reaktionstid"
clause = "Bilag 6, pkt. 2.1"
kind = "reaction_time"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kategori 1-2", priorities = ["1", "2"], limit = { minutes = 30 }, target = 90 },
    { id = "kategori 3-4", priorities = ["3", "4"], limit = { hours = 4 }, target = 90 },
]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "opened"
open_past_limit = "missed_now"
priority = "last"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.1.3"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 6"
title = "Løsningstid, kategori 1 og 2"
clause = "Bilag 6, pkt. 2.2"
kind = "resolution_time"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kategori 1", priorities = ["1"], limit = { hours = 4 } },
    { id = "kategori 2", priorities = ["2"], limit = { hours = 8 } },
]
decimals = 1
judge = "exact"
assign_by = "resolved"
open_past_limit = "missed_when_resolved"
priority = "last"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.2.2"
rule = "points_per_unit"
parameters = { points = 0.5, unit = "hour", count = "commenced" }
cap_points = 6

[[service_levels]]
id = "KPI 7"
title = "Løsningstid, kategori 3 og 4"
clause = "Bilag 6, pkt. 2.3"
kind = "resolution_time"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kategori 3", priorities = ["3"], limit = { hours = 24 }, target = 92 },
    { id = "kategori 4", priorities = ["4"], limit = { hours = 80 }, target = 92 },
]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "resolved"
open_past_limit = "missed_when_resolved"
priority = "last"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.3.2"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 8"
title = "Service requests"
clause = "Bilag 6, pkt. 2.4"
kind = "request_fulfilment"
calendar = "servicedesk"
clock = "business_hours"
populations = [{ limit = { hours = 40 }, target = 90 }]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "resolved"
open_past_limit = "missed_when_resolved"

[[service_levels]]
id = "KPI 9"
title = "Vellykkede changes"
clause = "Bilag 6, pkt. 3.1"
kind = "change_success"
parameters = { cancelled = "left_out" }
populations = [{ target = 90 }]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "resolved"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 3.1.1"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 10"
title = "Sikkerhedsopdateringer"
clause = "Bilag 6, pkt. 4.1"
kind = "security_updates"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kritiske", priorities = ["critical"], limit = { working_days = 3 } },
    { id = "høje", priorities = ["high"], limit = { working_days = 7 } },
    { id = "øvrige", priorities = ["medium", "low"], limit = { working_days = 40 }, target = 90 },
]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "due"
open_past_limit = "missed_now"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 4.1.3"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 11"
title = "Driftsrapport til tiden"
clause = "Bilag 6, pkt. 5.1"
kind = "deliverable"
calendar = "servicedesk"
clock = "business_hours"
populations = [{ priorities = ["report"], limit = { working_days = 10 } }]
decimals = 1
judge = "exact"
assign_by = "due"
open_past_limit = "missed_now"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 5.1.2"
rule = "points_per_working_day_late"
parameters = { points = 0.5, count = "commenced" }

[[service_levels]]
id = "KPI 12"
title = "Brugertilfredshed"
clause = "Bilag 6, pkt. 6.1"
kind = "stated_value"
populations = [{ target = 3.8 }]
decimals = 1
judge = "rounded"

# ---- bod, bonus og vederlag ----

[settlement]
clause = "Bilag 6, pkt. 7"
percent_per_point = 1
base = "entitled"
same_cause = "stack"
cap_percent_period = 15
cap_percent_rolling_year = 10
claim = "on_claim"
claim_within_working_days = 30
lapses = true
vat_on_penalty = "reduces_base"

[prices]
clause = "Bilag 7"
hours_must_be_approved = true

[[prices.fixed]]
id = "grundvederlag"
title = "Grundvederlag for drift"
clause = "Bilag 7, pkt. 1"
amount = 412000.00
part_month = "calendar_days"
index = "npi"

[[prices.units]]
id = "lager"
title = "Lager"
clause = "Bilag 7, pkt. 2.1"
unit = "GB"
price = 3.25
included = 3000

[[prices.units]]
id = "brugere"
title = "Aktive brugere"
clause = "Bilag 7, pkt. 2.2"
unit = "bruger"
price = 18.50

[[prices.hourly]]
code = "SENIOR"
title = "Seniorkonsulent"
clause = "Bilag 7, pkt. 3"
rate = 1150

[[prices.hourly]]
code = "STANDARD"
title = "Konsulent"
clause = "Bilag 7, pkt. 3"
rate = 925

[[prices.indexes]]
name = "npi"
clause = "Bilag 7, pkt. 4"
base = 112.4
share = 80

[prices.indexes.values]
"2025-10-01" = 112.4
"2026-10-01" = 114.9

[[prices.estimates]]
order = "ORDRE-7"
title = "Løbende tilpasninger"
hours = 120

# ---- rammerne for opfølgningen ----

[framework]
clause = "Bilag 8"
calendar = "servicedesk"
meeting_frequency = "monthly"
meeting_minutes = 90
meeting_place = "Styrelsen, skiftevis digitalt og fysisk"
change_advisory_board = true

[[framework.deadlines]]
what = "report"
working_days = 10
event = "period_end"
owner = "supplier"
clause = "Bilag 8, pkt. 2.1"

[[framework.deadlines]]
what = "agenda"
working_days = 3
event = "meeting"
before = true
source = "agreed_in_writing"
owner = "authority"
clause = "Mødeaftale, pkt. 1"

[[framework.deadlines]]
what = "minutes"
working_days = 5
event = "meeting"
owner = "supplier"
clause = "Bilag 8, pkt. 2.3"

[[framework.deadlines]]
what = "minutes_approved"
working_days = 10
event = "meeting"
source = "wish"
owner = "both"

[[framework.participants]]
party = "authority"
role = "Kontraktansvarlig"
mandate = "Kontraktens økonomi og vilkår"
counterpart = "Kundeansvarlig"
chair = true

[[framework.participants]]
party = "supplier"
role = "Kundeansvarlig"
mandate = "Kontraktens økonomi og vilkår"
counterpart = "Kontraktansvarlig"

[[framework.participants]]
party = "authority"
role = "Systemejer"
mandate = "Prioritering af drift og ændringer"
counterpart = "Servicechef"

[[framework.participants]]
party = "supplier"
role = "Servicechef"
mandate = "Daglig drift og bemanding"
counterpart = "Systemejer"
minutes = true

[[framework.participants]]
party = "authority"
role = "Informationssikkerhedsansvarlig"
mandate = "Krav til sikkerhed"

[[framework.thresholds]]
measure = "same_level_missed"
value = 3
periods = 3
level = "contractual"
title = "Samme servicemål ikke opfyldt tre måneder i træk"
clause = "Bilag 8, pkt. 4.1"

[[framework.thresholds]]
measure = "points"
value = 20
periods = 3
level = "contractual"
title = "20 point på tre måneder"
clause = "Bilag 8, pkt. 4.2"

[[framework.thresholds]]
measure = "cap_reached"
level = "contractual"
title = "Loftet for bod er nået"
clause = "Bilag 8, pkt. 4.3"

[[contract_calendar]]
title = "Option på forlængelse med et år"
day = 2027-01-30
kind = "option"
owner = "authority"
notice_days = 30
clause = "Kontrakten, pkt. 3.2"

[[contract_calendar]]
title = "Revisorerklæring (ISAE 3402)"
day = 2027-01-15
kind = "auditors_declaration"
owner = "supplier"
clause = "Kontrakten, pkt. 11.1"

[[contract_calendar]]
title = "Afprøvning af beredskab"
day = 2026-11-25
kind = "contingency_test"
owner = "both"
clause = "Bilag 9, pkt. 2"
','602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c','2026-11-01 08:00:00','2026-11-01 08:00:00','2026-11-01 08:00:00',1,1,1,3);
INSERT INTO "contracts_termsversion" VALUES(3,'2027-01-01','# Syntetisk eksempelkontrakt. Parter, systemer og beløb er opdigtede.

id = "SYN-2025-01"
title = "Drift af tre eksempelsystemer (syntetisk)"
in_force_from = 2027-01-01
to_day = 2029-09-30
synthetic = true
note = "Tillæg 1: højere tilgængelighed og nyt grundvederlag."

[[parties]]
role = "authority"
name = "Styrelsen for Eksempler (syntetisk)"
short_name = "Styrelsen"

[[parties]]
role = "supplier"
name = "Eksempeldrift A/S (syntetisk)"
short_name = "Eksempeldrift"

[[systems]]
id = "sagsbehandling"
name = "Sagsportalen"
owner = "Sagsbehandlingsafdelingen"
services = [
    { id = "sag-web", name = "Sagsportalen, brugerflade", users = 1900 },
    { id = "sag-api", name = "Sagsportalen, snitflader", users = 300 },
]

[[systems]]
id = "selvbetjening"
name = "Selvbetjening"
owner = "Borgerserviceafdelingen"
services = [
    { id = "selv-web", name = "Selvbetjening, sider", users = 5200 },
    { id = "selv-login", name = "Selvbetjening, login", users = 5200 },
]

[[systems]]
id = "arkiv"
name = "Arkivet"
owner = "Sagsbehandlingsafdelingen"
services = [{ id = "arkiv-soeg", name = "Arkivet, søgning", users = 400 }]

[[phases]]
kind = "running_in"
from_day = 2025-10-01
to_day = 2025-10-31
clause = "Kontrakten, pkt. 5.1"

[[phases]]
kind = "operation"
from_day = 2025-11-01
clause = "Kontrakten, pkt. 5.2"

[[priorities]]
id = "1"
title = "Kritisk"
description = "En ydelse er nede, eller mange brugere kan ikke arbejde."
significant = true

[[priorities]]
id = "2"
title = "Alvorlig"
description = "En væsentlig funktion virker ikke."

[[priorities]]
id = "3"
title = "Mindre alvorlig"
description = "En funktion virker ikke, men kan omgås."

[[priorities]]
id = "4"
title = "Ubetydelig"
description = "Skønhedsfejl og spørgsmål."

[calendars.servicedesk]
clause = "Bilag 5, pkt. 2.1"
monday = ["08:00-16:00"]
tuesday = ["08:00-16:00"]
wednesday = ["08:00-16:00"]
thursday = ["08:00-16:00"]
friday = ["08:00-16:00"]
holidays = "DK"
closed_days = ["12-24", "12-31"]

[calendars.drift]
clause = "Bilag 5, pkt. 2.2"
monday = ["07:00-18:00"]
tuesday = ["07:00-18:00"]
wednesday = ["07:00-18:00"]
thursday = ["07:00-18:00"]
friday = ["07:00-18:00"]
holidays = "DK"

[[service_windows]]
clause = "Bilag 5, pkt. 3"
weekly = { sunday = ["20:00-24:00"] }
notice_working_days = 5
allowance_minutes = 600

# ---- servicemål ----

[[service_levels]]
id = "KPI 1"
title = "Tilgængelighed, Sagsportalen"
clause = "Bilag 6, pkt. 1.1"
kind = "availability"
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", composition = "any" }
systems = ["sagsbehandling"]
calendar = "drift"
populations = [{ target = 99.7 }]
decimals = 2
judge = "rounded"
missing_data = "up"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.1.2"
rule = "points_by_band"
parameters = { bands = [
    { at_least = 99.7, points = 0 },
    { at_least = 99.0, below = 99.7, points = 1 },
    { at_least = 98.0, below = 99.0, points = 2 },
    { below = 98.0, points = 4 },
] }

[[service_levels]]
id = "KPI 2"
title = "Tilgængelighed, Selvbetjening"
clause = "Bilag 6, pkt. 1.2"
kind = "availability"
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", composition = "each" }
systems = ["selvbetjening"]
populations = [{ target = 99.5 }]
decimals = 2
judge = "rounded"
missing_data = "up"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.2.2"
rule = "points_per_breach"
parameters = { points = 2, per = "population" }

[[service_levels]]
id = "KPI 3"
title = "Længste afbrydelse"
clause = "Bilag 6, pkt. 1.3"
kind = "longest_outage"
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", measured = "agreed_hours" }
calendar = "drift"
populations = [{ target = 14400 }]
missing_data = "up"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.3.1"
rule = "points_per_breach"
parameters = { points = 3, per = "population" }

[[service_levels]]
id = "KPI 4"
title = "Svartider"
clause = "Bilag 6, pkt. 1.4"
kind = "response_time_share"
parameters = { limit_ms = 2000, failed = "left_out" }
services = ["sag-web", "selv-web", "selv-login"]
calendar = "drift"
populations = [{ target = 95 }]
decimals = 1
judge = "rounded"
missing_data = "left_out"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.4.1"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 5"
title = "Reaktionstid"
clause = "Bilag 6, pkt. 2.1"
kind = "reaction_time"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kategori 1-2", priorities = ["1", "2"], limit = { minutes = 30 }, target = 90 },
    { id = "kategori 3-4", priorities = ["3", "4"], limit = { hours = 4 }, target = 90 },
]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "opened"
open_past_limit = "missed_now"
priority = "last"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.1.3"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 6"
title = "Løsningstid, kategori 1 og 2"
clause = "Bilag 6, pkt. 2.2"
kind = "resolution_time"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kategori 1", priorities = ["1"], limit = { hours = 4 } },
    { id = "kategori 2", priorities = ["2"], limit = { hours = 8 } },
]
decimals = 1
judge = "exact"
assign_by = "resolved"
open_past_limit = "missed_when_resolved"
priority = "last"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.2.2"
rule = "points_per_unit"
parameters = { points = 0.5, unit = "hour", count = "commenced" }
cap_points = 6

[[service_levels]]
id = "KPI 7"
title = "Løsningstid, kategori 3 og 4"
clause = "Bilag 6, pkt. 2.3"
kind = "resolution_time"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kategori 3", priorities = ["3"], limit = { hours = 24 }, target = 92 },
    { id = "kategori 4", priorities = ["4"], limit = { hours = 80 }, target = 92 },
]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "resolved"
open_past_limit = "missed_when_resolved"
priority = "last"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.3.2"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 8"
title = "Service requests"
clause = "Bilag 6, pkt. 2.4"
kind = "request_fulfilment"
calendar = "servicedesk"
clock = "business_hours"
populations = [{ limit = { hours = 40 }, target = 90 }]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "resolved"
open_past_limit = "missed_when_resolved"

[[service_levels]]
id = "KPI 9"
title = "Vellykkede changes"
clause = "Bilag 6, pkt. 3.1"
kind = "change_success"
parameters = { cancelled = "left_out" }
populations = [{ target = 90 }]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "resolved"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 3.1.1"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 10"
title = "Sikkerhedsopdateringer"
clause = "Bilag 6, pkt. 4.1"
kind = "security_updates"
calendar = "servicedesk"
clock = "business_hours"
populations = [
    { id = "kritiske", priorities = ["critical"], limit = { working_days = 3 } },
    { id = "høje", priorities = ["high"], limit = { working_days = 7 } },
    { id = "øvrige", priorities = ["medium", "low"], limit = { working_days = 40 }, target = 90 },
]
decimals = 1
judge = "rounded"
minimum_cases = 0
assign_by = "due"
open_past_limit = "missed_now"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 4.1.3"
rule = "points_per_breach"
parameters = { points = 1, per = "population" }

[[service_levels]]
id = "KPI 11"
title = "Driftsrapport til tiden"
clause = "Bilag 6, pkt. 5.1"
kind = "deliverable"
calendar = "servicedesk"
clock = "business_hours"
populations = [{ priorities = ["report"], limit = { working_days = 10 } }]
decimals = 1
judge = "exact"
assign_by = "due"
open_past_limit = "missed_now"

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 5.1.2"
rule = "points_per_working_day_late"
parameters = { points = 0.5, count = "commenced" }

[[service_levels]]
id = "KPI 12"
title = "Brugertilfredshed"
clause = "Bilag 6, pkt. 6.1"
kind = "stated_value"
populations = [{ target = 3.8 }]
decimals = 1
judge = "rounded"

# ---- bod, bonus og vederlag ----

[settlement]
clause = "Bilag 6, pkt. 7"
percent_per_point = 1
base = "entitled"
same_cause = "stack"
cap_percent_period = 15
cap_percent_rolling_year = 10
claim = "on_claim"
claim_within_working_days = 30
lapses = true
vat_on_penalty = "reduces_base"

[prices]
clause = "Bilag 7"
hours_must_be_approved = true

[[prices.fixed]]
id = "grundvederlag"
title = "Grundvederlag for drift"
clause = "Bilag 7, pkt. 1"
amount = 412000.00
part_month = "calendar_days"
index = "npi"

[[prices.units]]
id = "lager"
title = "Lager"
clause = "Bilag 7, pkt. 2.1"
unit = "GB"
price = 3.25
included = 3000

[[prices.units]]
id = "brugere"
title = "Aktive brugere"
clause = "Bilag 7, pkt. 2.2"
unit = "bruger"
price = 18.50

[[prices.hourly]]
code = "SENIOR"
title = "Seniorkonsulent"
clause = "Bilag 7, pkt. 3"
rate = 1150

[[prices.hourly]]
code = "STANDARD"
title = "Konsulent"
clause = "Bilag 7, pkt. 3"
rate = 925

[[prices.indexes]]
name = "npi"
clause = "Bilag 7, pkt. 4"
base = 112.4
share = 80

[prices.indexes.values]
"2025-10-01" = 112.4
"2026-10-01" = 114.9

[[prices.estimates]]
order = "ORDRE-7"
title = "Løbende tilpasninger"
hours = 120

# ---- rammerne for opfølgningen ----

[framework]
clause = "Bilag 8"
calendar = "servicedesk"
meeting_frequency = "monthly"
meeting_minutes = 90
meeting_place = "Styrelsen, skiftevis digitalt og fysisk"
change_advisory_board = true

[[framework.deadlines]]
what = "report"
working_days = 10
event = "period_end"
owner = "supplier"
clause = "Bilag 8, pkt. 2.1"

[[framework.deadlines]]
what = "agenda"
working_days = 3
event = "meeting"
before = true
source = "agreed_in_writing"
owner = "authority"
clause = "Mødeaftale, pkt. 1"

[[framework.deadlines]]
what = "minutes"
working_days = 5
event = "meeting"
owner = "supplier"
clause = "Bilag 8, pkt. 2.3"

[[framework.deadlines]]
what = "minutes_approved"
working_days = 10
event = "meeting"
source = "wish"
owner = "both"

[[framework.participants]]
party = "authority"
role = "Kontraktansvarlig"
mandate = "Kontraktens økonomi og vilkår"
counterpart = "Kundeansvarlig"
chair = true

[[framework.participants]]
party = "supplier"
role = "Kundeansvarlig"
mandate = "Kontraktens økonomi og vilkår"
counterpart = "Kontraktansvarlig"

[[framework.participants]]
party = "authority"
role = "Systemejer"
mandate = "Prioritering af drift og ændringer"
counterpart = "Servicechef"

[[framework.participants]]
party = "supplier"
role = "Servicechef"
mandate = "Daglig drift og bemanding"
counterpart = "Systemejer"
minutes = true

[[framework.participants]]
party = "authority"
role = "Informationssikkerhedsansvarlig"
mandate = "Krav til sikkerhed"

[[framework.thresholds]]
measure = "same_level_missed"
value = 3
periods = 3
level = "contractual"
title = "Samme servicemål ikke opfyldt tre måneder i træk"
clause = "Bilag 8, pkt. 4.1"

[[framework.thresholds]]
measure = "points"
value = 20
periods = 3
level = "contractual"
title = "20 point på tre måneder"
clause = "Bilag 8, pkt. 4.2"

[[framework.thresholds]]
measure = "cap_reached"
level = "contractual"
title = "Loftet for bod er nået"
clause = "Bilag 8, pkt. 4.3"

[[contract_calendar]]
title = "Option på forlængelse med et år"
day = 2027-01-30
kind = "option"
owner = "authority"
notice_days = 30
clause = "Kontrakten, pkt. 3.2"

[[contract_calendar]]
title = "Revisorerklæring (ISAE 3402)"
day = 2027-01-15
kind = "auditors_declaration"
owner = "supplier"
clause = "Kontrakten, pkt. 11.1"

[[contract_calendar]]
title = "Afprøvning af beredskab"
day = 2026-11-25
kind = "contingency_test"
owner = "both"
clause = "Bilag 9, pkt. 2"
','2817b8dae684f7601541b39a6b17abd1066886dd654da4a00547bd429dec3884','2026-11-24 09:00:00',NULL,NULL,NULL,1,1,NULL);
INSERT INTO "contracts_termsversion" VALUES(4,'2026-01-01','# Standardkontrakt til at kopiere
# ===============================
#
# Filen beskriver en driftskontrakt, så Afstemt kan regne med den: hvem parterne er, hvad der er aftalt, hvad det
# koster, når det ikke holdes, og hvordan opfølgningen foregår. Kopiér filen, ret den til jeres kontrakt, og kør
#
#     afstemt check jeres-kontrakt.toml
#
# Det, kontrakten ikke siger, skal I ikke gætte på. Lad feltet ude: så spørger »afstemt check«, og ingen beregner et
# tal, der bygger på et gæt. Når I har valgt, så skriv valget her og begrundelsen i »reasons« ved siden af.
#
# Sådan læses filen:
#   - En linje, der begynder med #, er en kommentar og har ingen virkning.
#   - Tekst står i anførselstegn. Tal og datoer gør ikke: 99.5 og 2026-01-15. Decimaltal skrives med punktum.
#   - [navn] begynder en tabel, der kun er én af. [[navn]] begynder en, der kan være flere af.
#   - clause er kontraktens eget punkt. Skriv det overalt: det står i rapporten ved hvert tal.
#   - Procenter skrives som procent: 99.5 betyder 99,5 pct.
#
# Ændres kontrakten, så læg filerne i en mappe, én pr. version, opkaldt efter dagen den gælder fra:
# 2026-01-01.toml, 2026-07-15.toml. En ændring midt i en måned deler måneden.
#
# Alle felter er beskrevet i docs/terms.md. Parter, systemer og beløb herunder er eksempler.

id = "standardkontrakt"
title = "Drift og vedligeholdelse af Eksempelsystemet"
in_force_from = 2026-01-01      # første dag, denne version gælder
to_day = 2029-12-31             # kontraktens sidste dag; udelad den, hvis der ikke er nogen
zone = "Europe/Copenhagen"      # tidszonen, som kontraktens klokkeslæt er i
currency = "DKK"
note = "Eksempel til at kopiere."

# ---- Parter --------------------------------------------------------------------------------------------
# Netop én myndighed (authority) og én leverandør (supplier). cvr er 8 cifre, gln (EAN) 13.

[[parties]]
role = "authority"
name = "Myndigheden (eksempel)"
short_name = "Myndigheden"

[[parties]]
role = "supplier"
name = "Leverandøren (eksempel)"
short_name = "Leverandøren"

# ---- Systemer og ydelser -------------------------------------------------------------------------------
# Servicemål, priser og rapport kan opdeles på system og ydelse. id er det, der står i leverandørens udtræk.

[[systems]]
id = "sag"
name = "Sagssystemet"
owner = "Fagkontoret"
services = [
    { id = "sag-web", name = "Sagssystemet, brugerflade", users = 800 },
    { id = "sag-api", name = "Sagssystemet, snitflader" },
]

# ---- Faser ---------------------------------------------------------------------------------------------
# transition (overtagelse), running_in (indkøring: der måles, men der er ingen bod), operation (drift), exit (ophør).
# from_day og to_day er begge med. Faser må ikke overlappe.

[[phases]]
kind = "running_in"
from_day = 2026-01-01
to_day = 2026-03-31
clause = "Kontrakten, pkt. 4.1"

[[phases]]
kind = "operation"
from_day = 2026-04-01
clause = "Kontrakten, pkt. 4.2"

# ---- Prioriteter ---------------------------------------------------------------------------------------
# Kontraktens egne kategorier. significant = true: sagerne omtales i rapporten som væsentlige.

[[priorities]]
id = "A"
title = "Kritisk"
description = "Systemet er nede, eller mange brugere kan ikke arbejde."
significant = true

[[priorities]]
id = "B"
title = "Alvorlig"
description = "En vigtig funktion virker ikke, og der er ingen rimelig omvej."

[[priorities]]
id = "C"
title = "Mindre alvorlig"
description = "En funktion virker ikke, men der er en omvej."

# ---- Kalendere: hvornår tiden tæller ---------------------------------------------------------------------
# Hver ugedag har nul, ét eller flere tidsrum. En ugedag, der ikke står her, er lukket. Døgnet rundt: "00:00-24:00".
# holidays = "DK" lukker på danske helligdage; holidays = "" lukker ikke på nogen.
#   closed_days    kontraktens egne lukkedage: "12-24" hvert år, "2026-05-15" kun den dag
#   open_days      helligdage, der arbejdes på alligevel
#   special_days   dage med egne tider (halve dage); de går forud for alt andet
# Arbejdsdage er de dage, kalenderen har åbent. Se efter i kontrakten: nogle arbejder 1. maj, andre ikke.

[calendars.servicedesk]
clause = "Bilag 5, pkt. 2"
monday = ["08:00-16:00"]
tuesday = ["08:00-16:00"]
wednesday = ["08:00-16:00"]
thursday = ["08:00-16:00"]
friday = ["08:00-15:30"]
holidays = "DK"
open_days = ["05-01"]                      # der arbejdes 1. maj; sig det, selv om dagen ikke er helligdag
closed_days = ["06-05", "12-24", "12-31"]
special_days = { "12-23" = ["08:00-12:00"] }

[calendars.drift]
clause = "Bilag 5, pkt. 3"
monday = ["06:00-22:00"]
tuesday = ["06:00-22:00"]
wednesday = ["06:00-22:00"]
thursday = ["06:00-22:00"]
friday = ["06:00-22:00"]
saturday = ["08:00-16:00"]
sunday = ["08:00-16:00"]
holidays = ""

# ---- Servicevinduer ------------------------------------------------------------------------------------
# Hvornår aftalt vedligeholdelse må ligge. Timer over 24 løber ind i næste dag: torsdag 22 til fredag 04.
# Vedligeholdelse ud over rammen tæller som nedetid; en ramme, der ikke bruges, giver intet tilbage.

[[service_windows]]
clause = "Bilag 5, pkt. 4"
services = []                   # tom: alle ydelser
weekly = { thursday = ["22:00-28:00"] }
notice_working_days = 3         # varsel
allowance_minutes = 480         # så meget om måneden tæller ikke som nedetid
max_count = 4                   # højst så mange gange om måneden
max_minutes_each = 360          # højst så længe ad gangen
outside_counts = true           # vedligeholdelse uden for vinduet tæller som nedetid

# ---- Servicemål ----------------------------------------------------------------------------------------
# kind er typen (se docs/terms.md), parameters typens egne indstillinger. Hvert mål har mindst én population:
# hvilke sager, hvilken frist, hvilket mål. Fælles for alle typer:
#   period           month eller quarter
#   calendar         hvornår tiden tæller; udeladt er døgnet rundt
#   decimals, judge  om det afrundede (rounded) eller det nøjagtige (exact) tal bedømmes, og med hvor mange decimaler
#   minimum_cases    færre sager end det behandles efter few_cases: not_judged, judged eller carried_on

[[service_levels]]
id = "SM 1"
title = "Tilgængelighed"
clause = "Bilag 6, pkt. 1"
kind = "availability"
systems = ["sag"]
calendar = "drift"
# Nede, når mindst én ydelse er nede (any); også når den kun er forringet, det vil sige langsom eller delvist ude (counts).
parameters = { source = "outages", downtime_from = "outage", degraded = "counts", composition = "any" }
populations = [{ target = 99.5 }]
decimals = 1
judge = "rounded"
missing_data = "up"             # tid uden måling: up (oppe), down (nede) eller left_out (holdt ude)
reasons = { missing_data = "Nedetid opgøres efter registrerede afbrydelser; hvor der ingen er, er systemet oppe." }

# Bod: rule er reglen, parameters dens indstillinger. Bånd skal støde op til hinanden: tallet afrundes her til én
# decimal, før det bedømmes, så der ikke er noget mellem 98,9 og 99,0.
[[service_levels.penalties]]
clause = "Bilag 6, pkt. 1.4"
rule = "points_by_band"
parameters = { bands = [
    { at_least = 99.5, points = 0 },
    { at_least = 99.0, at_most = 99.4, points = 2 },
    { at_least = 98.0, at_most = 98.9, points = 4 },
    { below = 98.0, points = 8 },
] }

[[service_levels]]
id = "SM 2"
title = "Reaktionstid"
clause = "Bilag 6, pkt. 2"
kind = "reaction_time"
calendar = "servicedesk"
clock = "business_hours"        # business_hours, start_deferred eller elapsed: se docs/terms.md
assign_by = "opened"            # sagen hører til perioden, hvor den er opened, resolved eller due
open_past_limit = "missed_now"  # en åben sag, der har overskredet fristen, er ikke opfyldt nu
priority = "authority"          # ændres prioriteten, gælder first, last eller authority (myndighedens)
decimals = 1
judge = "rounded"
minimum_cases = 10
few_cases = "not_judged"

[[service_levels.populations]]
id = "A og B"
priorities = ["A", "B"]
limit = { minutes = 30 }        # netop én af minutes, hours og working_days
target = 90

[[service_levels.populations]]
id = "C"
priorities = ["C"]
limit = { hours = 4 }
target = 90

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 2.3"
rule = "points_per_unit"
parameters = { points = 1, unit = "percentage_point", count = "commenced" }
cap_points = 10                 # højst så mange point for denne regel i perioden
reasons = { count = "Bilag 6, pkt. 2.3: pr. påbegyndt procentpoint." }

[[service_levels]]
id = "SM 3"
title = "Løsningstid"
clause = "Bilag 6, pkt. 3"
kind = "resolution_time"
calendar = "servicedesk"
clock = "business_hours"
assign_by = "resolved"
open_past_limit = "missed_when_resolved"
priority = "authority"
decimals = 1
judge = "rounded"
minimum_cases = 0               # alle sager tæller, uanset hvor få de er

# En population uden target: hver eneste sag skal holde fristen.
[[service_levels.populations]]
id = "A"
priorities = ["A"]
limit = { hours = 8 }

[[service_levels.populations]]
id = "B"
priorities = ["B"]
limit = { hours = 16 }

[[service_levels.populations]]
id = "C"
priorities = ["C"]
limit = { working_days = 10 }

# populations begrænser reglen til nogle af målets populationer.
[[service_levels.penalties]]
clause = "Bilag 6, pkt. 3.3"
rule = "points_per_unit"
populations = ["A", "B"]
parameters = { points = 1, unit = "hour", count = "commenced" }
cap_points = 10

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 3.4"
rule = "points_per_unit"
populations = ["C"]
parameters = { points = 0.5, unit = "working_day", count = "commenced" }
cap_points = 5

[[service_levels]]
id = "SM 4"
title = "Månedsrapport til tiden"
clause = "Bilag 6, pkt. 4"
kind = "deliverable"
calendar = "servicedesk"
clock = "business_hours"
assign_by = "due"
open_past_limit = "missed_now"
decimals = 1
judge = "exact"
populations = [{ id = "rapport", priorities = ["report"], limit = { working_days = 10 } }]

[[service_levels.penalties]]
clause = "Bilag 6, pkt. 4.2"
rule = "points_per_working_day_late"
parameters = { points = 1 }
cap_points = 10

# ---- Afregning af bod og bonus ---------------------------------------------------------------------------

[settlement]
clause = "Bilag 6, pkt. 7"
percent_per_point = 0.5         # ét point er 0,5 pct. af grundlaget; ellers point_steps, en tabel fra point til procent
base = "entitled"               # fixed, invoiced, entitled (alt med ret til fakturering) eller affected_service
same_cause = "stack"            # én årsag på flere mål: stack (læg sammen) eller highest (kun den højeste)
repeat_multiplier = 2           # samme mål ikke opfyldt igen: point gange 2; udelad, hvis der ingen regel er
cap_percent_period = 15         # højst 15 pct. af månedens grundlag
cap_percent_rolling_year = 10   # højst 10 pct. af de seneste 12 måneders grundlag
running_in_penalties = false    # ingen bod i indkøringen
claim = "on_claim"              # on_claim: myndigheden skal gøre boden gældende; automatic: den modregnes af sig selv
claim_within_working_days = 30
lapses = true                   # gøres den ikke gældende i tide, bortfalder den
vat_on_penalty = "reduces_base" # reduces_base eller outside_vat; spørg jeres økonomifunktion
rounding = "half_up"
decimals = 2

# ---- Priser --------------------------------------------------------------------------------------------
# Det, leverandøren har ret til før bod. Beløb uden moms.

[prices]
clause = "Bilag 7"
vat_percent = 25
hours_must_be_approved = true   # kun timer, som myndigheden har godkendt, kan faktureres

[[prices.fixed]]
id = "drift"
title = "Driftsvederlag"
clause = "Bilag 7, pkt. 1"
amount = 250000.00              # pr. måned
system = "sag"
part_month = "calendar_days"    # en måned, der ikke er hel: calendar_days, thirty_days eller whole_month
index = "npi"

[[prices.units]]
id = "lager"                    # mængden kommer fra tabellen quantities, hvor item = "lager"
title = "Lagerplads"
clause = "Bilag 7, pkt. 2"
unit = "GB"
price = 3.25
included = 1000                 # så mange er med i det faste vederlag
tiers = [[0, 3.25], [5000, 2.75]] # fra så mange enheder koster de følgende hver så meget

[[prices.hourly]]
code = "SENIOR"
title = "Seniorkonsulent"
clause = "Bilag 7, pkt. 3"
rate = 1150.00
index = "npi"

[[prices.indexes]]
name = "npi"
clause = "Bilag 7, pkt. 4"
base = 112.4                    # indekset, da prisen blev aftalt
share = 100                     # så mange procent af prisen reguleres
values = { "2026-01-01" = 112.4, "2027-01-01" = 114.9 } # fra dagen gælder indekset

[[prices.estimates]]
order = "ORDRE-1"               # må ikke overskrides uden aftale på forhånd
title = "Løbende tilpasninger"
hours = 120

# ---- Rammerne for opfølgningen -----------------------------------------------------------------------------
# En frist har en kilde. source = "contract" og "agreed_in_writing" er bindende; "wish" er et ønske og kan ikke
# koste noget: uden et krav er leverandøren ikke forpligtet.

[framework]
clause = "Bilag 8"
calendar = "servicedesk"        # kalenderen, hvis åbne dage er arbejdsdage i fristerne
meeting_frequency = "monthly"   # weekly, fortnightly, monthly, quarterly, twice_a_year, yearly
meeting_minutes = 60
meeting_place = "Hos myndigheden"
change_advisory_board = true
phase_of_cooperation = "stable" # implementation, stable eller critical

[[framework.deadlines]]
what = "report"
working_days = 10
event = "period_end"            # fra periodens sidste dag
owner = "supplier"
clause = "Bilag 8, pkt. 2.1"

[[framework.deadlines]]
what = "agenda"
working_days = 3
event = "meeting"
before = true                   # før mødet
source = "agreed_in_writing"
owner = "authority"
clause = "Referat af mødet 20. januar 2026"

[[framework.deadlines]]
what = "minutes"
working_days = 5
event = "meeting"
owner = "supplier"
clause = "Bilag 8, pkt. 2.3"

[[framework.deadlines]]
what = "minutes_approved"
working_days = 10
event = "minutes_sent"
source = "wish"
owner = "both"

# Deltagere efter rolle, hver med en modpart på samme niveau og med samme mandat.
[[framework.participants]]
party = "authority"
role = "Kontraktansvarlig"
mandate = "Kontraktens vilkår og økonomi"
counterpart = "Kundeansvarlig"
chair = true

[[framework.participants]]
party = "supplier"
role = "Kundeansvarlig"
mandate = "Kontraktens vilkår og økonomi"
counterpart = "Kontraktansvarlig"

[[framework.participants]]
party = "authority"
role = "Systemejer"
mandate = "Prioritering af drift og ændringer"
counterpart = "Servicechef"

[[framework.participants]]
party = "supplier"
role = "Servicechef"
mandate = "Daglig drift og bemanding"
counterpart = "Systemejer"
minutes = true                  # skriver referat

# Hvornår en sag løftes til næste niveau.
[[framework.thresholds]]
measure = "same_level_missed"
periods = 3
level = "contractual"
title = "Samme servicemål ikke opfyldt tre måneder i træk"
clause = "Bilag 8, pkt. 4.1"

[[framework.thresholds]]
measure = "cap_reached"
level = "contractual"
title = "Loftet for bod er nået"
clause = "Bilag 8, pkt. 4.2"

# ---- Kontraktens kalender --------------------------------------------------------------------------------
# Dage, der ikke må glemmes. notice_days er varslet; sæt done = true, når det er gjort.

[[contract_calendar]]
title = "Option på forlængelse med to år"
kind = "option"
day = 2029-06-30
notice_days = 90
owner = "authority"
clause = "Kontrakten, pkt. 3.2"

[[contract_calendar]]
title = "Revisorerklæring om informationssikkerhed"
kind = "auditors_declaration"
day = 2027-03-01
owner = "supplier"
clause = "Kontrakten, pkt. 11"

# ---- Rapporten -----------------------------------------------------------------------------------------
# Skabelonen følger tjeklisten. Afsnit kan udelades (leave_out) eller uddybes (deepen).

[report]
max_rows = 50                   # så mange rækker står i PDF og Word; resten står i Excel-filen
periods = 13                    # så mange perioder viser kurverne
','627cb9032c9f19d13ee10f4c86bbd0fd90a2479364c466056c14913666464c22','2026-11-24 09:00:00',NULL,NULL,NULL,2,1,NULL);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'audit','auditrow');
INSERT INTO "django_content_type" VALUES(2,'parties','organisation');
INSERT INTO "django_content_type" VALUES(3,'parties','person');
INSERT INTO "django_content_type" VALUES(4,'parties','invitation');
INSERT INTO "django_content_type" VALUES(5,'contracts','contract');
INSERT INTO "django_content_type" VALUES(6,'contracts','access');
INSERT INTO "django_content_type" VALUES(7,'contracts','termsversion');
INSERT INTO "django_content_type" VALUES(8,'contracts','standin');
INSERT INTO "django_content_type" VALUES(9,'evidence','delivery');
INSERT INTO "django_content_type" VALUES(10,'evidence','deliveredfile');
INSERT INTO "django_content_type" VALUES(11,'evidence','supplierreport');
INSERT INTO "django_content_type" VALUES(12,'evidence','upload');
INSERT INTO "django_content_type" VALUES(13,'periods','reportversion');
INSERT INTO "django_content_type" VALUES(14,'periods','contractperiod');
INSERT INTO "django_content_type" VALUES(15,'periods','submission');
INSERT INTO "django_content_type" VALUES(16,'periods','asking');
INSERT INTO "django_content_type" VALUES(17,'reports','thread');
INSERT INTO "django_content_type" VALUES(18,'reports','comment');
INSERT INTO "django_content_type" VALUES(19,'reports','tradesecret');
INSERT INTO "django_content_type" VALUES(20,'reports','words');
INSERT INTO "django_content_type" VALUES(21,'overview','summary');
INSERT INTO "django_content_type" VALUES(22,'overview','calendarentry');
INSERT INTO "django_content_type" VALUES(23,'overview','doneentry');
INSERT INTO "django_content_type" VALUES(24,'overview','change');
INSERT INTO "django_content_type" VALUES(25,'penalties','penaltydecision');
INSERT INTO "django_content_type" VALUES(26,'penalties','correction');
INSERT INTO "django_content_type" VALUES(27,'levels','levelresult');
INSERT INTO "django_content_type" VALUES(28,'api','accesskey');
INSERT INTO "django_content_type" VALUES(29,'mail','outgoingmail');
INSERT INTO "django_content_type" VALUES(30,'work','nextround');
INSERT INTO "django_content_type" VALUES(31,'work','takenup');
INSERT INTO "django_content_type" VALUES(32,'work','workerseen');
INSERT INTO "django_content_type" VALUES(33,'auth','permission');
INSERT INTO "django_content_type" VALUES(34,'auth','group');
INSERT INTO "django_content_type" VALUES(35,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(36,'sessions','session');
INSERT INTO "django_content_type" VALUES(37,'account','emailaddress');
INSERT INTO "django_content_type" VALUES(38,'account','emailconfirmation');
INSERT INTO "django_content_type" VALUES(39,'mfa','authenticator');
INSERT INTO "django_content_type" VALUES(40,'socialaccount','socialaccount');
INSERT INTO "django_content_type" VALUES(41,'socialaccount','socialapp');
INSERT INTO "django_content_type" VALUES(42,'socialaccount','socialtoken');
INSERT INTO "django_content_type" VALUES(43,'django_tasks_database','dbtaskresult');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'parties','0001_initial','2026-11-30 12:03:03.089671');
INSERT INTO "django_migrations" VALUES(2,'account','0001_initial','2026-11-30 12:03:03.118677');
INSERT INTO "django_migrations" VALUES(3,'account','0002_email_max_length','2026-11-30 12:03:03.133899');
INSERT INTO "django_migrations" VALUES(4,'account','0003_alter_emailaddress_create_unique_verified_email','2026-11-30 12:03:03.137355');
INSERT INTO "django_migrations" VALUES(5,'account','0004_alter_emailaddress_drop_unique_email','2026-11-30 12:03:03.152597');
INSERT INTO "django_migrations" VALUES(6,'account','0005_emailaddress_idx_upper_email','2026-11-30 12:03:03.167054');
INSERT INTO "django_migrations" VALUES(7,'account','0006_emailaddress_lower','2026-11-30 12:03:03.169344');
INSERT INTO "django_migrations" VALUES(8,'account','0007_emailaddress_idx_email','2026-11-30 12:03:03.192344');
INSERT INTO "django_migrations" VALUES(9,'account','0008_emailaddress_unique_primary_email_fixup','2026-11-30 12:03:03.207725');
INSERT INTO "django_migrations" VALUES(10,'account','0009_emailaddress_unique_primary_email','2026-11-30 12:03:03.209714');
INSERT INTO "django_migrations" VALUES(11,'contracts','0001_initial','2026-11-30 12:03:03.363280');
INSERT INTO "django_migrations" VALUES(12,'api','0001_initial','2026-11-30 12:03:03.396030');
INSERT INTO "django_migrations" VALUES(13,'api','0002_form','2026-11-30 12:03:03.409721');
INSERT INTO "django_migrations" VALUES(14,'audit','0001_initial','2026-11-30 12:03:03.438340');
INSERT INTO "django_migrations" VALUES(15,'contenttypes','0001_initial','2026-11-30 12:03:03.439603');
INSERT INTO "django_migrations" VALUES(16,'contenttypes','0002_remove_content_type_name','2026-11-30 12:03:03.475283');
INSERT INTO "django_migrations" VALUES(17,'auth','0001_initial','2026-11-30 12:03:03.489072');
INSERT INTO "django_migrations" VALUES(18,'auth','0002_alter_permission_name_max_length','2026-11-30 12:03:03.504850');
INSERT INTO "django_migrations" VALUES(19,'auth','0003_alter_user_email_max_length','2026-11-30 12:03:03.519354');
INSERT INTO "django_migrations" VALUES(20,'auth','0004_alter_user_username_opts','2026-11-30 12:03:03.521345');
INSERT INTO "django_migrations" VALUES(21,'auth','0005_alter_user_last_login_null','2026-11-30 12:03:03.535947');
INSERT INTO "django_migrations" VALUES(22,'auth','0006_require_contenttypes_0002','2026-11-30 12:03:03.536524');
INSERT INTO "django_migrations" VALUES(23,'auth','0007_alter_validators_add_error_messages','2026-11-30 12:03:03.550982');
INSERT INTO "django_migrations" VALUES(24,'auth','0008_alter_user_username_max_length','2026-11-30 12:03:03.567496');
INSERT INTO "django_migrations" VALUES(25,'auth','0009_alter_user_last_name_max_length','2026-11-30 12:03:03.569623');
INSERT INTO "django_migrations" VALUES(26,'auth','0010_alter_group_name_max_length','2026-11-30 12:03:03.587466');
INSERT INTO "django_migrations" VALUES(27,'auth','0011_update_proxy_permissions','2026-11-30 12:03:03.608480');
INSERT INTO "django_migrations" VALUES(28,'auth','0012_alter_user_first_name_max_length','2026-11-30 12:03:03.622565');
INSERT INTO "django_migrations" VALUES(29,'contracts','0002_stand_in','2026-11-30 12:03:03.640380');
INSERT INTO "django_migrations" VALUES(30,'contracts','0003_form','2026-11-30 12:03:03.657916');
INSERT INTO "django_migrations" VALUES(31,'django_tasks_database','0001_initial','2026-11-30 12:03:03.671479');
INSERT INTO "django_migrations" VALUES(32,'django_tasks_database','0002_alter_dbtaskresult_options','2026-11-30 12:03:03.672384');
INSERT INTO "django_migrations" VALUES(33,'django_tasks_database','0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at','2026-11-30 12:03:03.692322');
INSERT INTO "django_migrations" VALUES(34,'django_tasks_database','0004_dbtaskresult_started_at','2026-11-30 12:03:03.693602');
INSERT INTO "django_migrations" VALUES(35,'django_tasks_database','0005_alter_dbtaskresult_priority_and_more','2026-11-30 12:03:03.713167');
INSERT INTO "django_migrations" VALUES(36,'django_tasks_database','0006_alter_dbtaskresult_args_kwargs_and_more','2026-11-30 12:03:03.758186');
INSERT INTO "django_migrations" VALUES(37,'django_tasks_database','0007_add_separate_results_fields','2026-11-30 12:03:03.760865');
INSERT INTO "django_migrations" VALUES(38,'django_tasks_database','0008_separate_results_field','2026-11-30 12:03:03.788012');
INSERT INTO "django_migrations" VALUES(39,'django_tasks_database','0009_remove_results_field','2026-11-30 12:03:03.806520');
INSERT INTO "django_migrations" VALUES(40,'django_tasks_database','0010_alter_dbtaskresult_status','2026-11-30 12:03:03.809545');
INSERT INTO "django_migrations" VALUES(41,'django_tasks_database','0011_rename_complete_status','2026-11-30 12:03:03.840347');
INSERT INTO "django_migrations" VALUES(42,'django_tasks_database','0012_add_separate_exception_fields','2026-11-30 12:03:03.870619');
INSERT INTO "django_migrations" VALUES(43,'django_tasks_database','0013_separate_exception_fields','2026-11-30 12:03:03.900165');
INSERT INTO "django_migrations" VALUES(44,'django_tasks_database','0014_remove_dbtaskresult_exception_data','2026-11-30 12:03:03.915061');
INSERT INTO "django_migrations" VALUES(45,'django_tasks_database','0015_correctly_order_run_after','2026-11-30 12:03:03.916494');
INSERT INTO "django_migrations" VALUES(46,'django_tasks_database','0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more','2026-11-30 12:03:04.001936');
INSERT INTO "django_migrations" VALUES(47,'django_tasks_database','0017_dbtaskresult_metadata','2026-11-30 12:03:04.036754');
INSERT INTO "django_migrations" VALUES(48,'django_tasks_database','0018_rename_succeeded_status','2026-11-30 12:03:04.079980');
INSERT INTO "django_migrations" VALUES(49,'django_tasks_database','0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more','2026-11-30 12:03:04.160864');
INSERT INTO "django_migrations" VALUES(50,'django_tasks_database','0020_update_db_task_result_ordering','2026-11-30 12:03:04.176802');
INSERT INTO "django_migrations" VALUES(51,'django_tasks_database','0021_conditional_partial_index_ordering','2026-11-30 12:03:04.191564');
INSERT INTO "django_migrations" VALUES(52,'evidence','0001_initial','2026-11-30 12:03:04.575015');
INSERT INTO "django_migrations" VALUES(53,'evidence','0002_attached_and_keyed','2026-11-30 12:03:05.011951');
INSERT INTO "django_migrations" VALUES(54,'evidence','0003_upload','2026-11-30 12:03:05.050637');
INSERT INTO "django_migrations" VALUES(55,'evidence','0004_upload_through','2026-11-30 12:03:05.099690');
INSERT INTO "django_migrations" VALUES(56,'periods','0001_initial','2026-11-30 12:03:05.143069');
INSERT INTO "django_migrations" VALUES(57,'levels','0001_initial','2026-11-30 12:03:05.196629');
INSERT INTO "django_migrations" VALUES(58,'mail','0001_initial','2026-11-30 12:03:05.240871');
INSERT INTO "django_migrations" VALUES(59,'mail','0002_sent_or_given_up','2026-11-30 12:03:05.353642');
INSERT INTO "django_migrations" VALUES(60,'mfa','0001_initial','2026-11-30 12:03:05.395597');
INSERT INTO "django_migrations" VALUES(61,'mfa','0002_authenticator_timestamps','2026-11-30 12:03:05.543929');
INSERT INTO "django_migrations" VALUES(62,'mfa','0003_authenticator_type_uniq','2026-11-30 12:03:05.793231');
INSERT INTO "django_migrations" VALUES(63,'overview','0001_initial','2026-11-30 12:03:05.851675');
INSERT INTO "django_migrations" VALUES(64,'overview','0002_contract_calendar','2026-11-30 12:03:06.013170');
INSERT INTO "django_migrations" VALUES(65,'overview','0003_change','2026-11-30 12:03:06.023523');
INSERT INTO "django_migrations" VALUES(66,'parties','0002_invitation','2026-11-30 12:03:06.098948');
INSERT INTO "django_migrations" VALUES(67,'parties','0003_organisation_without_cvr','2026-11-30 12:03:06.114277');
INSERT INTO "django_migrations" VALUES(68,'periods','0002_submissions','2026-11-30 12:03:08.166299');
INSERT INTO "django_migrations" VALUES(69,'periods','0003_asking','2026-11-30 12:03:08.280733');
INSERT INTO "django_migrations" VALUES(70,'penalties','0001_initial','2026-11-30 12:03:08.368634');
INSERT INTO "django_migrations" VALUES(71,'penalties','0002_corrections','2026-11-30 12:03:08.480460');
INSERT INTO "django_migrations" VALUES(72,'periods','0004_state_and_deadlines','2026-11-30 12:03:09.857306');
INSERT INTO "django_migrations" VALUES(73,'periods','0005_state_checked','2026-11-30 12:03:10.028741');
INSERT INTO "django_migrations" VALUES(74,'periods','0006_corrections_and_currency','2026-11-30 12:03:10.318495');
INSERT INTO "django_migrations" VALUES(75,'periods','0007_claim_due','2026-11-30 12:03:10.592582');
INSERT INTO "django_migrations" VALUES(76,'reports','0001_initial','2026-11-30 12:03:11.443309');
INSERT INTO "django_migrations" VALUES(77,'sessions','0001_initial','2026-11-30 12:03:11.445441');
INSERT INTO "django_migrations" VALUES(78,'socialaccount','0001_initial','2026-11-30 12:03:13.538606');
INSERT INTO "django_migrations" VALUES(79,'socialaccount','0002_token_max_lengths','2026-11-30 12:03:13.653334');
INSERT INTO "django_migrations" VALUES(80,'socialaccount','0003_extra_data_default_dict','2026-11-30 12:03:13.712299');
INSERT INTO "django_migrations" VALUES(81,'socialaccount','0004_app_provider_id_settings','2026-11-30 12:03:13.836684');
INSERT INTO "django_migrations" VALUES(82,'socialaccount','0005_socialtoken_nullable_app','2026-11-30 12:03:13.919797');
INSERT INTO "django_migrations" VALUES(83,'socialaccount','0006_alter_socialaccount_extra_data','2026-11-30 12:03:14.052764');
INSERT INTO "django_migrations" VALUES(84,'work','0001_initial','2026-11-30 12:03:14.065453');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('a38161b4e84d44b9868692398207b27f','{"args": [1], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('f37fe921d51f403099180796e76a612c','{"args": [2], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('02971083ebb843ad946505e25df4ff88','{"args": [3], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('4dd515f70dc04b07b387e1e26c5e9e6a','{"args": [4], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('adcf4ae03ad1423ca103fc893233645e','{"args": [5], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('f189ae33fb244ced95ba4c56c41e6c51','{"args": [6], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('5e8b3066fd6149acb2931809900d9013','{"args": [7], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('5223b9b1b31748e28202b50589cfa228','{"args": [8], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('2bfacced617643769f851797446523ca','{"args": [9], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('c4dd14b39b364fd48b984b1620016395','{"args": [10], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('d2694df4cb7240cba3ac501ff5f13844','{"args": [11], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('389d25365a3a47348102ede416fa5d0a','{"args": [12], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('97474e4a49c646c3b5c8dad8dc826003','{"args": [13], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','true','','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('049c21ccc7e044e88c31cb8040b81f8f','{"args": [1], "kwargs": {}}',0,'afstemt.web.periods.background.carry_out','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00',NULL,'','','["syntetisk-1"]','SUCCESSFUL');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('1ea3841085ed406ea6f40b98685f7759','{"args": [], "kwargs": {}}',0,'afstemt.web.work.tidying.tidy','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('32ca18b44ef848668e86bdff09bd9559','{"args": [], "kwargs": {}}',0,'afstemt.web.evidence.receiving.tidy','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('e801d0d0fd3c48478d7356bfdda71e3a','{"args": [], "kwargs": {}}',0,'afstemt.web.mail.sending.forget','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('b040d0afbf424979958cd9c54e3c10d4','{"args": [], "kwargs": {}}',0,'afstemt.web.overview.rounds.tidy_changes','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('536eb130463349e680e1efc86e3aae8e','{"args": [], "kwargs": {}}',0,'afstemt.web.overview.rounds.open_new_periods','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('fcd746aaa124415baefe380a555f57eb','{"args": [], "kwargs": {}}',0,'afstemt.web.overview.rounds.remind','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('8df9f280488046329b079caab855c123','{"args": [1], "kwargs": {}}',0,'afstemt.web.periods.background.carry_out','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('f8a32fa141234cbf8d066467748af4ab','{"args": [1], "kwargs": {}}',0,'afstemt.web.evidence.receiving.read_files','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('c0ffee9210c646608839663a0097243c','{"args": [1], "kwargs": {}}',0,'afstemt.web.mail.sending.send','default','default','9999-01-01 00:00:00','2026-11-24 09:00:00',NULL,NULL,NULL,'','','[]','READY');
CREATE TABLE "evidence_deliveredfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(300) NOT NULL, "sha256" varchar(64) NOT NULL, "size" bigint NOT NULL, "table" varchar(40) NOT NULL, "profile" varchar(80) NOT NULL, "rows_read" bigint NOT NULL, "rows_used" bigint NOT NULL, "rows_set_aside" bigint NOT NULL, "facts" text NOT NULL CHECK ((JSON_VALID("facts") OR "facts" IS NULL)), "delivery_id" bigint NOT NULL REFERENCES "evidence_delivery" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "evidence_deliveredfile" VALUES(1,'actions.csv','3dfea518192feafa1866cd5c784b79c64facda745928f0b916e8fc0933f4fafe',481,'actions','afstemt',3,3,0,'[["actions", 3]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(2,'business_activities.csv','556d816862fba75865707090296925338f91cc41a22b91ebb1d290628437f138',347,'business_activities','afstemt',3,3,0,'[["business_activities", 3]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(3,'changes.csv','63f841509a56ed0cb60a357d46cf090d08cd1c0058af6feec308ee5be02c1e3d',7038,'changes','afstemt',32,32,0,'[["changes", 32]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(4,'checks.csv','8611f6cd55c498d58e95c18d0355d7a7e36a4cde52989678413b8dec456d73e7',1190564,'checks','afstemt',26820,26820,0,'[["checks", 26820]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(5,'decisions.csv','255b0ef4ee779f083d61a1b091562743f8970ccc7ef05f6dfd31b787f1dc9ae4',263,'decisions','afstemt',2,2,0,'[["decisions", 2]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(6,'deliverables.csv','3307cf9be60262b315d5674e7e1c28bfe2c3614d732a47a903ea8c4df4346f3c',825,'deliverables','afstemt',5,5,0,'[["deliverables", 5]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(7,'feedback.csv','f5073bcd030db89891ec81ab6cd47b92febc949386e793bd6505ecf226ffa80d',267,'feedback','afstemt',2,2,0,'[["feedback", 2]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(8,'hours.csv','1f2dd2749bca678638da3675db41824cb497dcefd90e127e5b46fa46c43e22da',1140,'hours','afstemt',14,14,0,'[["hours", 14]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(9,'improvements.csv','cd2e517e4c7bd17dfc843ffb662c4a94127a4f21f10ee845ff557fcc41273de5',186,'improvements','afstemt',1,1,0,'[["improvements", 1]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(10,'incidents.csv','f1fa255e2c94006d86a4ad715b8ee4aba457534316f083176ad6c2f1cce67f61',91983,'incidents','afstemt',379,375,4,'[["incidents", 375]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(11,'maintenance.csv','d7b77896113d8af3803e426d9c2823b46201388ab48897092b96a5673e43f9a6',365,'maintenance','afstemt',3,3,0,'[["maintenance", 3]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(12,'matters.csv','ca1d543344b7537e1c3b5271001928e43482b2b70c599f3d8d2831d2ad8491c6',444,'matters','afstemt',4,4,0,'[["matters", 4]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(13,'outages.csv','bf0afe67a3e59d5241278999e4b7e932787490e106a2efa47206550dcaebc797',745,'outages','afstemt',4,4,0,'[["outages", 4]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(14,'pauses.csv','dd696aed66c915329d7f66f69afa704bc01603180d1f4f3c5803a2879b6ddcaf',3276,'pauses','afstemt',37,36,1,'[["pauses", 36]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(15,'priority_changes.csv','0d4429b7dbc7dccd76b8b6c7557fcfbe50f3376d7bff439089d5c0c804df89fd',503,'priority_changes','afstemt',5,5,0,'[["priority_changes", 5]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(16,'problems.csv','25f2d82dbc48f785fbf735dd2fe7564fb0bbddd6328146fe286b54f0337ad2d3',966,'problems','afstemt',4,4,0,'[["problems", 4]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(17,'quantities.csv','05aaaa66ac540e8306701092ba19b4f03b4efe9a07ba6ecf30ebb98558b124e0',219,'quantities','afstemt',2,2,0,'[["quantities", 2]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(18,'security_updates.csv','1a6152b3e8f30dc092c8aa88ebdbfe4e6a71472984284c89dd0015bfe1e07aa6',3474,'security_updates','afstemt',18,18,0,'[["security_updates", 18]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(19,'service_requests.csv','fa8a9cf838b31b86b2ec538edbb8c858770fd7499d30fe191e095bb154cdd8ea',22300,'service_requests','afstemt',150,150,0,'[["service_requests", 150]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(20,'stated_values.csv','cc52c827f58a5bf0676bf68359f5bceedeb56fbf602639bc27a0277d92e59320',124,'stated_values','afstemt',1,1,0,'[["stated_values", 1]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(21,'statements.csv','e07234ce63f143ffedd90f5fc34696775331f1c88328c3bd882874999fd94818',388,'statements','afstemt',2,2,0,'[["statements", 2]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(22,'usage.csv','e5be646f654231bfed64bfd73c857f9719e280850994abe28fcd66d7cc00b09b',146727,'usage','afstemt',2170,2170,0,'[["usage", 2170]]',1);
INSERT INTO "evidence_deliveredfile" VALUES(23,'incidents.csv','98049c4c0299b7c22edc39e95fa2c0a372a5224e0329da7adf2f83cd465f36de',255,'incidents','afstemt',3,2,1,'[["incidents", 2]]',2);
INSERT INTO "evidence_deliveredfile" VALUES(24,'incidents.csv','a6e3ef9e3aee364afc9d01de4a504264181cc9854726fea91270fd9e08664c35',252,'incidents','afstemt',3,2,1,'[["incidents", 2]]',3);
INSERT INTO "evidence_deliveredfile" VALUES(25,'{"da": "Nøgletal for oktober 2026", "en": "Key figures for October 2026"}','44011a724f6aa7ce650c905faa2d818455e1b57ff4a09e16edbe63686d81fb4b',138,'stated_values','keyed',1,1,0,'[["stated_values", 1]]',4);
CREATE TABLE "evidence_delivery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(36) NOT NULL UNIQUE, "state" varchar(10) NOT NULL, "made_at" datetime NOT NULL, "confirmed_at" datetime NULL, "withdrawn_at" datetime NULL, "withdrawn_reason" varchar(300) NOT NULL, "rows_read" bigint NOT NULL, "rows_used" bigint NOT NULL, "rows_set_aside" bigint NOT NULL, "confirmed_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "made_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "withdrawn_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "extents" text NOT NULL CHECK ((JSON_VALID("extents") OR "extents" IS NULL)), "kind" varchar(10) NOT NULL, "period" varchar(30) NOT NULL, "reason" varchar(300) NOT NULL, "through" varchar(100) NOT NULL, CONSTRAINT "delivery_rows_add_up" CHECK ("rows_read" = ("rows_used" + "rows_set_aside")), CONSTRAINT "delivery_confirmation_is_whole_or_not" CHECK ((("confirmed_at" IS NULL AND "confirmed_by_id" IS NULL) OR ("confirmed_at" IS NOT NULL AND "confirmed_by_id" IS NOT NULL))), CONSTRAINT "delivery_withdrawal_is_whole_or_not" CHECK ((("withdrawn_at" IS NULL AND "withdrawn_by_id" IS NULL AND "withdrawn_reason" = '') OR ("withdrawn_at" IS NOT NULL AND "withdrawn_by_id" IS NOT NULL AND NOT ("withdrawn_reason" = '')))), CONSTRAINT "delivery_state_is_what_happened" CHECK ((("confirmed_at" IS NULL AND "state" = 'read' AND "withdrawn_at" IS NULL) OR ("confirmed_at" IS NOT NULL AND "state" = 'confirmed' AND "withdrawn_at" IS NULL) OR ("state" = 'withdrawn' AND "withdrawn_at" IS NOT NULL))), CONSTRAINT "delivery_keyed_figures_have_period_and_reason" CHECK ((("kind" = 'files' AND "period" = '' AND "reason" = '') OR ("kind" = 'keyed' AND NOT ("period" = '') AND NOT ("reason" = '')))));
INSERT INTO "evidence_delivery" VALUES(1,'64e6de1b-0a3c-4826-8147-014968a5a8e0','confirmed','2026-11-04 08:00:00','2026-11-04 08:00:00',NULL,'',29661,29656,5,4,1,4,NULL,'{"actions": {"rows": 3, "first": "001792400400", "last": "001792400400", "months": {"2026-10": 3}}, "business_activities": {"rows": 3, "first": "001794783600", "last": "001796943600", "months": {"2026-11": 2, "2026-12": 1}}, "changes": {"rows": 32, "first": "001790830800", "last": "001796835600", "months": {"2026-10": 28, "2026-11": 3, "2026-12": 1}}, "checks": {"rows": 26820, "first": "001790805600", "last": "001793487300", "months": {"2026-10": 26820}}, "decisions": {"rows": 2, "first": "001792137600", "last": "001793354400", "months": {"2026-10": 2}}, "deliverables": {"rows": 5, "first": "001790805600", "last": "001792047600", "months": {"2026-10": 5}}, "feedback": {"rows": 2, "first": "001791273600", "last": "001791792000", "months": {"2026-10": 2}}, "hours": {"rows": 14, "first": "2026-10-01", "last": "2026-10-20", "months": {"2026-10": 14}}, "improvements": {"rows": 1, "first": "001790838000", "last": "001790838000", "months": {"2026-10": 1}}, "incidents": {"rows": 375, "first": "001789466790", "last": "001793444497", "months": {"2026-09": 45, "2026-10": 330}}, "maintenance": {"rows": 3, "first": "001791741600", "last": "001791741600", "months": {"2026-10": 3}}, "matters": {"rows": 4, "first": "001790838000", "last": "001790838000", "months": {"2026-10": 4}}, "outages": {"rows": 4, "first": "001791879300", "last": "001793005200", "months": {"2026-10": 4}}, "pauses": {"rows": 36, "first": "001790596710", "last": "001793358011", "months": {"2026-09": 2, "2026-10": 34}}, "priority_changes": {"rows": 5, "first": "001792398677", "last": "001793261603", "months": {"2026-10": 5}}, "problems": {"rows": 4, "first": "001789200000", "last": "001791792000", "months": {"2026-09": 3, "2026-10": 1}}, "quantities": {"rows": 2, "first": "001790805600", "last": "001790805600", "months": {"2026-10": 2}}, "security_updates": {"rows": 18, "first": "001785916800", "last": "001792396800", "months": {"2026-08": 6, "2026-09": 6, "2026-10": 6}}, "service_requests": {"rows": 150, "first": "001790105666", "last": "001793422026", "months": {"2026-09": 13, "2026-10": 137}}, "stated_values": {"rows": 1, "first": "", "last": "", "months": {"2026-10": 1}}, "statements": {"rows": 2, "first": "", "last": "", "months": {"2026-10": 2}}, "usage": {"rows": 2170, "first": "001790805600", "last": "001793484000", "months": {"2026-10": 2170}}}','files','','','');
INSERT INTO "evidence_delivery" VALUES(2,'55baf3a8-fe90-40eb-8b6a-f91a1608275a','withdrawn','2026-11-24 09:00:00',NULL,'2026-11-24 09:00:00','Forkert måned',3,2,1,NULL,1,3,3,'{"incidents": {"rows": 2, "first": "001791183600", "last": "001791270000", "months": {"2026-10": 2}}}','files','','','');
INSERT INTO "evidence_delivery" VALUES(3,'b0571947-4270-40a8-8c12-f9d715794bb0','read','2026-11-24 09:00:00',NULL,NULL,'',3,2,1,NULL,1,3,NULL,'{"incidents": {"rows": 2, "first": "001791183600", "last": "001791270000", "months": {"2026-10": 2}}}','files','','','');
INSERT INTO "evidence_delivery" VALUES(4,'2fea4701-0c95-40f8-b4cc-817a2d319abf','read','2026-11-24 09:00:00',NULL,NULL,'',1,1,0,NULL,1,3,NULL,'{"stated_values": {"rows": 1, "first": "", "last": "", "months": {"2026-10": 1}}}','keyed','2026-10','Kan ikke trækkes ud','');
CREATE TABLE "evidence_supplierreport" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "period" varchar(30) NOT NULL, "name" varchar(300) NOT NULL, "format" varchar(4) NOT NULL, "sha256" varchar(64) NOT NULL, "size" bigint NOT NULL, "made_at" datetime NOT NULL, "withdrawn_at" datetime NULL, "withdrawn_reason" varchar(300) NOT NULL, "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "made_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "withdrawn_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "supplier_report_withdrawal_is_whole_or_not" CHECK ((("withdrawn_at" IS NULL AND "withdrawn_by_id" IS NULL AND "withdrawn_reason" = '') OR ("withdrawn_at" IS NOT NULL AND "withdrawn_by_id" IS NOT NULL AND NOT ("withdrawn_reason" = '')))));
INSERT INTO "evidence_supplierreport" VALUES(1,'2026-10','rapport.pdf','pdf','0000000000000000000000000000000000000000000000000000000000000000',5,'2026-11-24 09:00:00',NULL,'',1,3,NULL);
CREATE TABLE "evidence_upload" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "job" char(32) NULL, "attempt" varchar(36) NOT NULL, "ended_at" datetime NULL, "outcome" varchar(10) NOT NULL, "said" text NOT NULL, "faults" text NOT NULL CHECK ((JSON_VALID("faults") OR "faults" IS NULL)), "key" varchar(36) NOT NULL UNIQUE, "count" integer unsigned NOT NULL CHECK ("count" >= 0), "size" bigint NOT NULL, "profile" varchar(80) NOT NULL, "customer" varchar(100) NOT NULL, "sent_at" datetime NOT NULL, "more_faults" integer unsigned NOT NULL CHECK ("more_faults" >= 0), "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "delivery_id" bigint NULL REFERENCES "evidence_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, "sent_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "through" varchar(100) NOT NULL, CONSTRAINT "upload_end_is_whole_or_not" CHECK ((("ended_at" IS NULL AND "outcome" = '') OR ("ended_at" IS NOT NULL AND NOT ("outcome" = '')))), CONSTRAINT "upload_that_was_read_has_its_delivery" CHECK ((("delivery_id" IS NOT NULL AND "outcome" IN ('read', 'known')) OR (NOT ("outcome" IN ('read', 'known')) AND "delivery_id" IS NULL))));
INSERT INTO "evidence_upload" VALUES(1,NULL,'','2026-11-24 09:00:00','refused','Syntetisk: filerne kan ikke læses.','[]','cdd1c3ed-984c-4e9b-8d3d-ee27782f1817',2,12000000,'','','2026-11-24 09:00:00',0,1,NULL,3,'');
CREATE TABLE "levels_levelresult" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "period" varchar(30) NOT NULL, "level" varchar(200) NOT NULL, "title" varchar(300) NOT NULL, "clause" varchar(300) NOT NULL, "population" varchar(200) NOT NULL, "population_title" varchar(300) NOT NULL, "from_day" date NOT NULL, "state" varchar(12) NOT NULL, "provisional" bool NOT NULL, "value" varchar(100) NOT NULL, "target" varchar(100) NOT NULL, "unit" varchar(20) NOT NULL, "decimals" smallint unsigned NOT NULL CHECK ("decimals" >= 0), "at_least" bool NOT NULL, "points" decimal NOT NULL, "reason" text NOT NULL, "version_id" bigint NOT NULL REFERENCES "periods_reportversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "level_result_once" UNIQUE ("version_id", "position"), CONSTRAINT "level_result_one_a_stretch" UNIQUE ("version_id", "level", "population", "from_day"), CONSTRAINT "level_result_figure_has_its_unit" CHECK ((("unit" = '' AND "value" = '') OR (NOT ("value" = '') AND NOT ("unit" = '')))));
INSERT INTO "levels_levelresult" VALUES(1,0,'2026-10','KPI 1','Tilgængelighed, Sagsportalen','Bilag 6, pkt. 1.1','','','2026-10-01','missed',0,'36155/363','997/10','percent',2,1,1,'Længste afbrydelse: 13. oktober 2026 kl. 10.15, 58 min. Årsag: Fuld disk på databaseserver.',1);
INSERT INTO "levels_levelresult" VALUES(2,1,'2026-10','KPI 2','Tilgængelighed, Selvbetjening','Bilag 6, pkt. 1.2','','','2026-10-01','met',0,'100','199/2','percent',2,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(3,2,'2026-10','KPI 3','Længste afbrydelse','Bilag 6, pkt. 1.3','','','2026-10-01','met',0,'3480','14400','seconds',2,0,0,'',1);
INSERT INTO "levels_levelresult" VALUES(4,3,'2026-10','KPI 4','Svartider','Bilag 6, pkt. 1.4','','','2026-10-01','met',0,'422800/4349','95','percent',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(5,4,'2026-10','KPI 5','Reaktionstid','Bilag 6, pkt. 2.1','kategori 1-2','kategori 1-2, inden 30 minutter','2026-10-01','met',0,'3600/37','90','percent',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(6,5,'2026-10','KPI 5','Reaktionstid','Bilag 6, pkt. 2.1','kategori 3-4','kategori 3-4, inden 4 timer','2026-10-01','met',0,'28000/283','90','percent',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(7,6,'2026-10','KPI 6','Løsningstid, kategori 1 og 2','Bilag 6, pkt. 2.2','kategori 1','kategori 1, inden 4 timer','2026-10-01','met',0,'100','','percent',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(8,7,'2026-10','KPI 6','Løsningstid, kategori 1 og 2','Bilag 6, pkt. 2.2','kategori 2','kategori 2, inden 8 timer','2026-10-01','missed',0,'280/3','','percent',1,1,4,'2 af 30 sager over fristen. Oftest oplyste årsager: Natligt job afbrudt (1 sag), Udløbet certifikat (1 sag).',1);
INSERT INTO "levels_levelresult" VALUES(9,8,'2026-10','KPI 7','Løsningstid, kategori 3 og 4','Bilag 6, pkt. 2.3','kategori 3','kategori 3, inden 24 timer','2026-10-01','met',0,'4900/53','92','percent',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(10,9,'2026-10','KPI 7','Løsningstid, kategori 3 og 4','Bilag 6, pkt. 2.3','kategori 4','kategori 4, inden 80 timer','2026-10-01','missed',0,'625/7','92','percent',1,1,1,'15 af 140 sager over fristen. Oftest oplyste årsager: Indeks var ikke opdateret (4 sager), Fejl i konvertering (3 sager), Kø var stoppet (3 sager).',1);
INSERT INTO "levels_levelresult" VALUES(11,10,'2026-10','KPI 8','Service requests','Bilag 6, pkt. 2.4','','inden 40 timer','2026-10-01','met',0,'13300/141','90','percent',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(12,11,'2026-10','KPI 9','Vellykkede changes','Bilag 6, pkt. 3.1','','','2026-10-01','met',0,'675/7','90','percent',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(13,12,'2026-10','KPI 10','Sikkerhedsopdateringer','Bilag 6, pkt. 4.1','kritiske','kritiske, inden 3 arbejdsdage','2026-10-01','met',0,'100','','percent',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(14,13,'2026-10','KPI 10','Sikkerhedsopdateringer','Bilag 6, pkt. 4.1','høje','høje, inden 7 arbejdsdage','2026-10-01','missed',0,'50','','percent',1,1,1,'1 af 2 opdateringer over fristen. Det drejer sig om: Sikkerhedsopdatering 3 til servere (syntetisk) (Afventer leverandørens test mod Sagsportalen).',1);
INSERT INTO "levels_levelresult" VALUES(15,14,'2026-10','KPI 10','Sikkerhedsopdateringer','Bilag 6, pkt. 4.1','øvrige','øvrige, inden 40 arbejdsdage','2026-10-01','met',0,'100','90','percent',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(16,15,'2026-10','KPI 11','Driftsrapport til tiden','Bilag 6, pkt. 5.1','','inden 10 arbejdsdage','2026-10-01','missed',0,'0','','percent',1,1,1,'1 af 1 leverance over fristen. Det drejer sig om: Driftsrapport for 2026-09.',1);
INSERT INTO "levels_levelresult" VALUES(17,16,'2026-10','KPI 12','Brugertilfredshed','Bilag 6, pkt. 6.1','','','2026-10-01','met',0,'39/10','19/5','count',1,1,0,'',1);
INSERT INTO "levels_levelresult" VALUES(18,0,'2026-10','KPI 1','Tilgængelighed, Sagsportalen','Bilag 6, pkt. 1.1','','','2026-10-01','missed',0,'36155/363','997/10','percent',2,1,1,'Længste afbrydelse: 13. oktober 2026 kl. 10.15, 58 min. Årsag: Fuld disk på databaseserver.',4);
INSERT INTO "levels_levelresult" VALUES(19,1,'2026-10','KPI 2','Tilgængelighed, Selvbetjening','Bilag 6, pkt. 1.2','','','2026-10-01','met',0,'100','199/2','percent',2,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(20,2,'2026-10','KPI 3','Længste afbrydelse','Bilag 6, pkt. 1.3','','','2026-10-01','met',0,'3480','14400','seconds',2,0,0,'',4);
INSERT INTO "levels_levelresult" VALUES(21,3,'2026-10','KPI 4','Svartider','Bilag 6, pkt. 1.4','','','2026-10-01','met',0,'422800/4349','95','percent',1,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(22,4,'2026-10','KPI 5','Reaktionstid','Bilag 6, pkt. 2.1','kategori 1-2','kategori 1-2, inden 30 minutter','2026-10-01','met',0,'3600/37','90','percent',1,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(23,5,'2026-10','KPI 5','Reaktionstid','Bilag 6, pkt. 2.1','kategori 3-4','kategori 3-4, inden 4 timer','2026-10-01','met',0,'28000/283','90','percent',1,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(24,6,'2026-10','KPI 6','Løsningstid, kategori 1 og 2','Bilag 6, pkt. 2.2','kategori 1','kategori 1, inden 4 timer','2026-10-01','met',0,'100','','percent',1,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(25,7,'2026-10','KPI 6','Løsningstid, kategori 1 og 2','Bilag 6, pkt. 2.2','kategori 2','kategori 2, inden 8 timer','2026-10-01','missed',0,'280/3','','percent',1,1,4,'2 af 30 sager over fristen. Oftest oplyste årsager: Natligt job afbrudt (1 sag), Udløbet certifikat (1 sag).',4);
INSERT INTO "levels_levelresult" VALUES(26,8,'2026-10','KPI 7','Løsningstid, kategori 3 og 4','Bilag 6, pkt. 2.3','kategori 3','kategori 3, inden 24 timer','2026-10-01','met',0,'4900/53','92','percent',1,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(27,9,'2026-10','KPI 7','Løsningstid, kategori 3 og 4','Bilag 6, pkt. 2.3','kategori 4','kategori 4, inden 80 timer','2026-10-01','missed',0,'625/7','92','percent',1,1,1,'15 af 140 sager over fristen. Oftest oplyste årsager: Indeks var ikke opdateret (4 sager), Fejl i konvertering (3 sager), Kø var stoppet (3 sager).',4);
INSERT INTO "levels_levelresult" VALUES(28,10,'2026-10','KPI 8','Service requests','Bilag 6, pkt. 2.4','','inden 40 timer','2026-10-01','met',0,'13300/141','90','percent',1,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(29,11,'2026-10','KPI 9','Vellykkede changes','Bilag 6, pkt. 3.1','','','2026-10-01','met',0,'675/7','90','percent',1,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(30,12,'2026-10','KPI 10','Sikkerhedsopdateringer','Bilag 6, pkt. 4.1','kritiske','kritiske, inden 3 arbejdsdage','2026-10-01','met',0,'100','','percent',1,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(31,13,'2026-10','KPI 10','Sikkerhedsopdateringer','Bilag 6, pkt. 4.1','høje','høje, inden 7 arbejdsdage','2026-10-01','missed',0,'50','','percent',1,1,1,'1 af 2 opdateringer over fristen. Det drejer sig om: Sikkerhedsopdatering 3 til servere (syntetisk) (Afventer leverandørens test mod Sagsportalen).',4);
INSERT INTO "levels_levelresult" VALUES(32,14,'2026-10','KPI 10','Sikkerhedsopdateringer','Bilag 6, pkt. 4.1','øvrige','øvrige, inden 40 arbejdsdage','2026-10-01','met',0,'100','90','percent',1,1,0,'',4);
INSERT INTO "levels_levelresult" VALUES(33,15,'2026-10','KPI 11','Driftsrapport til tiden','Bilag 6, pkt. 5.1','','inden 10 arbejdsdage','2026-10-01','missed',0,'0','','percent',1,1,1,'1 af 1 leverance over fristen. Det drejer sig om: Driftsrapport for 2026-09.',4);
INSERT INTO "levels_levelresult" VALUES(34,16,'2026-10','KPI 12','Brugertilfredshed','Bilag 6, pkt. 6.1','','','2026-10-01','met',0,'39/10','19/5','count',1,1,0,'',4);
CREATE TABLE "mail_outgoingmail" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(200) NOT NULL UNIQUE, "to" varchar(254) NOT NULL, "subject" varchar(200) NOT NULL, "text" text NOT NULL, "made_at" datetime NOT NULL, "not_before" datetime NOT NULL, "sent_at" datetime NULL, "attempts" integer unsigned NOT NULL CHECK ("attempts" >= 0), "last_error" varchar(300) NOT NULL, "person_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "given_up_at" datetime NULL, CONSTRAINT "mail_is_sent_or_given_up_not_both" CHECK (("sent_at" IS NULL OR "given_up_at" IS NULL)));
INSERT INTO "mail_outgoingmail" VALUES(1,'returned-1-3','kontrakt@leverandor.example','Driftsrapporten for oktober 2026 er sendt retur · Drift af tre eksempelsystemer (syntetisk)','Myndigheden har sendt driftsrapporten for oktober 2026 retur. Begrundelsen står på perioden.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/perioder/2026-10/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',3,NULL);
INSERT INTO "mail_outgoingmail" VALUES(2,'returned-1-4','drift@leverandor.example','Driftsrapporten for oktober 2026 er sendt retur · Drift af tre eksempelsystemer (syntetisk)','Myndigheden har sendt driftsrapporten for oktober 2026 retur. Begrundelsen står på perioden.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/perioder/2026-10/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',4,NULL);
INSERT INTO "mail_outgoingmail" VALUES(3,'approved-2-3','kontrakt@leverandor.example','Driftsrapporten for august 2026 er godkendt · Drift af tre eksempelsystemer (syntetisk)','Myndigheden har godkendt driftsrapporten for august 2026 med forbehold; de står på perioden.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/perioder/2026-08/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',3,NULL);
INSERT INTO "mail_outgoingmail" VALUES(4,'approved-2-4','drift@leverandor.example','Driftsrapporten for august 2026 er godkendt · Drift af tre eksempelsystemer (syntetisk)','Myndigheden har godkendt driftsrapporten for august 2026 med forbehold; de står på perioden.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/perioder/2026-08/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',4,NULL);
INSERT INTO "mail_outgoingmail" VALUES(5,'correction-proposed-1-1','kontrakt@myndighed.example','En efterregulering af august 2026 er foreslået · Drift af tre eksempelsystemer (syntetisk)','Leverandøren har foreslået en efterregulering af august 2026. Godkend den, eller bestrid den.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/bod/efterreguleringer/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',1,NULL);
INSERT INTO "mail_outgoingmail" VALUES(6,'correction-proposed-2-3','kontrakt@leverandor.example','En efterregulering af august 2026 er foreslået · Drift af tre eksempelsystemer (syntetisk)','Myndigheden har foreslået en efterregulering af august 2026. Godkend den, eller bestrid den.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/bod/efterreguleringer/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',3,NULL);
INSERT INTO "mail_outgoingmail" VALUES(7,'correction-proposed-3-1','kontrakt@myndighed.example','En efterregulering af august 2026 er foreslået · Drift af tre eksempelsystemer (syntetisk)','Leverandøren har foreslået en efterregulering af august 2026. Godkend den, eller bestrid den.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/bod/efterreguleringer/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',1,NULL);
INSERT INTO "mail_outgoingmail" VALUES(8,'correction-disputed-3-3','kontrakt@leverandor.example','Efterreguleringen af august 2026 er bestridt · Drift af tre eksempelsystemer (syntetisk)','Myndigheden har bestridt efterreguleringen af august 2026. Begrundelsen står på siden.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/bod/efterreguleringer/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',3,NULL);
INSERT INTO "mail_outgoingmail" VALUES(9,'correction-proposed-4-1','kontrakt@myndighed.example','En efterregulering af august 2026 er foreslået · Drift af tre eksempelsystemer (syntetisk)','Leverandøren har foreslået en efterregulering af august 2026. Godkend den, eller bestrid den.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/bod/efterreguleringer/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',1,NULL);
INSERT INTO "mail_outgoingmail" VALUES(10,'correction-proposed-5-3','kontrakt@leverandor.example','En efterregulering af august 2026 er foreslået · Drift af tre eksempelsystemer (syntetisk)','Myndigheden har foreslået en efterregulering af august 2026. Godkend den, eller bestrid den.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/bod/efterreguleringer/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',3,NULL);
INSERT INTO "mail_outgoingmail" VALUES(11,'correction-agreed-5-1','kontrakt@myndighed.example','Efterreguleringen af august 2026 er godkendt · Drift af tre eksempelsystemer (syntetisk)','Leverandøren har godkendt efterreguleringen af august 2026. Den afregnes i den ældste periode, der er åben.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/bod/efterreguleringer/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',1,NULL);
INSERT INTO "mail_outgoingmail" VALUES(12,'correction-proposed-6-1','kontrakt@myndighed.example','En efterregulering af august 2026 er foreslået · Drift af tre eksempelsystemer (syntetisk)','Leverandøren har foreslået en efterregulering af august 2026. Godkend den, eller bestrid den.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/bod/efterreguleringer/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',1,NULL);
INSERT INTO "mail_outgoingmail" VALUES(13,'correction-agreed-6-3','kontrakt@leverandor.example','Efterreguleringen af august 2026 er godkendt · Drift af tre eksempelsystemer (syntetisk)','Myndigheden har godkendt efterreguleringen af august 2026. Den afregnes i den ældste periode, der er åben.

Drift af tre eksempelsystemer (syntetisk)
https://afstemt.example/kontrakter/1/bod/efterreguleringer/
','2026-11-24 09:00:00','2026-11-24 09:10:00','2026-11-24 09:00:00',1,'',3,NULL);
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
INSERT INTO "mfa_authenticator" VALUES(1,'totp','{"secret": "SYNTETISKSYNTETISKSYNTETISKSYNTETISK"}',9,'2026-11-30 12:04:20.897243',NULL);
INSERT INTO "mfa_authenticator" VALUES(2,'recovery_codes','{"seed": "0000000000000000000000000000000000000000", "used_mask": 0}',9,'2026-11-30 12:04:20.910499',NULL);
CREATE TABLE "overview_calendarentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "day" date NOT NULL, "act_by" date NOT NULL, "notice_days" integer unsigned NOT NULL CHECK ("notice_days" >= 0), "owner" varchar(10) NOT NULL, "clause" text NOT NULL, "done" bool NOT NULL, "asked" bool NOT NULL, "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "overview_calendarentry" VALUES(1,'Afprøvning af beredskab','2026-11-25','2026-11-25',0,'both','Bilag 9, pkt. 2',0,1,1);
INSERT INTO "overview_calendarentry" VALUES(2,'Option på forlængelse med et år','2027-01-30','2026-12-31',30,'authority','Kontrakten, pkt. 3.2',0,1,1);
INSERT INTO "overview_calendarentry" VALUES(3,'Revisorerklæring (ISAE 3402)','2027-01-15','2027-01-15',0,'supplier','Kontrakten, pkt. 11.1',0,1,1);
CREATE TABLE "overview_change" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "contract" bigint NOT NULL, "mark" bigint NOT NULL);
INSERT INTO "overview_change" VALUES(1,1,874457927675);
INSERT INTO "overview_change" VALUES(2,1,68758205138);
INSERT INTO "overview_change" VALUES(3,1,874778422762);
INSERT INTO "overview_change" VALUES(4,1,1020536859992);
INSERT INTO "overview_change" VALUES(5,1,619212188687);
INSERT INTO "overview_change" VALUES(6,1,90614458046);
INSERT INTO "overview_change" VALUES(7,1,832150111581);
INSERT INTO "overview_change" VALUES(8,1,698295384299);
INSERT INTO "overview_change" VALUES(9,1,596843896278);
INSERT INTO "overview_change" VALUES(10,1,487601804941);
INSERT INTO "overview_change" VALUES(11,1,129154593577);
INSERT INTO "overview_change" VALUES(12,1,832040661543);
INSERT INTO "overview_change" VALUES(13,1,380353740532);
INSERT INTO "overview_change" VALUES(14,1,740496442101);
INSERT INTO "overview_change" VALUES(15,1,823875480735);
INSERT INTO "overview_change" VALUES(16,1,419475219624);
INSERT INTO "overview_change" VALUES(17,1,299105545838);
INSERT INTO "overview_change" VALUES(18,1,430145027312);
INSERT INTO "overview_change" VALUES(19,1,986436654359);
INSERT INTO "overview_change" VALUES(20,1,649916566818);
INSERT INTO "overview_change" VALUES(21,1,593637735727);
INSERT INTO "overview_change" VALUES(22,1,966066488714);
INSERT INTO "overview_change" VALUES(23,1,695977184648);
INSERT INTO "overview_change" VALUES(24,1,31897241635);
INSERT INTO "overview_change" VALUES(25,1,160453493069);
INSERT INTO "overview_change" VALUES(26,1,412817635504);
INSERT INTO "overview_change" VALUES(27,1,302825866540);
INSERT INTO "overview_change" VALUES(28,1,378665832396);
INSERT INTO "overview_change" VALUES(29,1,302988921696);
INSERT INTO "overview_change" VALUES(30,1,794874991150);
INSERT INTO "overview_change" VALUES(31,1,976862540022);
INSERT INTO "overview_change" VALUES(32,1,94888396593);
INSERT INTO "overview_change" VALUES(33,2,641904234308);
INSERT INTO "overview_change" VALUES(34,2,684871226387);
INSERT INTO "overview_change" VALUES(35,1,451540577770);
INSERT INTO "overview_change" VALUES(36,1,851424405303);
INSERT INTO "overview_change" VALUES(37,1,760952883430);
INSERT INTO "overview_change" VALUES(38,1,307143189257);
INSERT INTO "overview_change" VALUES(39,1,810148965942);
INSERT INTO "overview_change" VALUES(40,1,638229516777);
INSERT INTO "overview_change" VALUES(41,1,730277523524);
INSERT INTO "overview_change" VALUES(42,1,316351584577);
INSERT INTO "overview_change" VALUES(43,1,910394678640);
INSERT INTO "overview_change" VALUES(44,1,887682404744);
INSERT INTO "overview_change" VALUES(45,1,308437068723);
INSERT INTO "overview_change" VALUES(46,1,82882987483);
INSERT INTO "overview_change" VALUES(47,1,991236140459);
INSERT INTO "overview_change" VALUES(48,1,212824688230);
CREATE TABLE "overview_doneentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "day" date NOT NULL, "done_on" date NOT NULL, "note" text NOT NULL, "marked_at" datetime NOT NULL, "withdrawn_at" datetime NULL, "withdrawn_reason" text NOT NULL, "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "marked_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "withdrawn_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "done_entry_withdrawal_is_whole_or_not" CHECK ((("withdrawn_at" IS NULL AND "withdrawn_by_id" IS NULL AND "withdrawn_reason" = '') OR ("withdrawn_at" IS NOT NULL AND "withdrawn_by_id" IS NOT NULL AND NOT ("withdrawn_reason" = '')))));
INSERT INTO "overview_doneentry" VALUES(1,'Afprøvning af beredskab','2026-11-25','2026-11-24','Meddelt ved brev.','2026-11-24 09:00:00',NULL,'',1,1,NULL);
CREATE TABLE "overview_summary" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "currency" varchar(3) NOT NULL, "systems" text NOT NULL CHECK ((JSON_VALID("systems") OR "systems" IS NULL)), "contract_id" bigint NOT NULL UNIQUE REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "overview_summary" VALUES(1,'DKK','["Sagsportalen", "Selvbetjening", "Arkivet"]',1);
CREATE TABLE "parties_invitation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL, "name" varchar(150) NOT NULL, "role" varchar(20) NOT NULL, "administrator" bool NOT NULL, "token_sha256" varchar(64) NOT NULL UNIQUE, "made_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "accepted_at" datetime NULL, "revoked_at" datetime NULL, "accepted_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "contract_id" bigint NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "made_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" bigint NOT NULL REFERENCES "parties_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "revoked_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "invitation_role_goes_with_contract" CHECK ((("contract_id" IS NULL AND "role" = '') OR ("contract_id" IS NOT NULL AND NOT ("role" = '')))), CONSTRAINT "invitation_administrator_gets_no_contract" CHECK ((NOT "administrator" OR "contract_id" IS NULL)), CONSTRAINT "invitation_acceptance_is_whole_or_not" CHECK ((("accepted_at" IS NULL AND "accepted_by_id" IS NULL) OR ("accepted_at" IS NOT NULL AND "accepted_by_id" IS NOT NULL))), CONSTRAINT "invitation_revoked_by_goes_with_when" CHECK (("revoked_at" IS NOT NULL OR "revoked_by_id" IS NULL)), CONSTRAINT "invitation_is_not_both_accepted_and_revoked" CHECK (("accepted_at" IS NULL OR "revoked_at" IS NULL)), CONSTRAINT "invitation_expires_after_it_is_made" CHECK ("expires_at" > ("made_at")));
INSERT INTO "parties_invitation" VALUES(1,'ny@prove.example','','service_owner',0,'c3361ef6ba2d91969a6a71354e885530820979dc0d0deb252dec770f44f41b2f','2026-11-04 09:00:00','2026-12-08 09:00:00',NULL,NULL,NULL,1,1,1,NULL);
INSERT INTO "parties_invitation" VALUES(2,'ingen@prove.example','','service_owner',0,'88653386f2bdc6f5144d4fb0b92b8c5c2e8a026f98a1b23269920affcb69d16c','2026-11-04 09:00:00','2026-12-08 09:00:00',NULL,NULL,NULL,1,1,1,NULL);
INSERT INTO "parties_invitation" VALUES(3,'sen@prove.example','','service_owner',0,'2664e27477f360e3dbfc371766fc2ccc1a7401d5a1ab4bc55680ffccb12b2f04','2026-11-04 09:00:00','2026-11-23 09:00:00',NULL,NULL,NULL,1,1,1,NULL);
INSERT INTO "parties_invitation" VALUES(4,'fortrudt@prove.example','','service_owner',0,'9ac63cf4a2f8974f2c26312721f7dfce376e86132829b902d28d5761e7da2820','2026-11-04 09:00:00','2026-12-08 09:00:00',NULL,'2026-11-24 09:00:00',NULL,1,1,1,1);
INSERT INTO "parties_invitation" VALUES(5,'foerste@prove.example','','',0,'9f628ac9133196cf6446fff1f35af889e17417fe7cf63a1173a4230b1a69168b','2026-11-04 09:00:00','2026-12-08 09:00:00',NULL,NULL,NULL,NULL,1,1,NULL);
CREATE TABLE "parties_organisation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "kind" varchar(20) NOT NULL, "cvr" varchar(8) NOT NULL, "synthetic" bool NOT NULL);
INSERT INTO "parties_organisation" VALUES(1,'Styrelsen for Eksempler (syntetisk)','authority','11111111',1);
INSERT INTO "parties_organisation" VALUES(2,'Eksempeldrift A/S (syntetisk)','supplier','22222222',1);
CREATE TABLE "parties_person" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "email" varchar(254) NOT NULL UNIQUE, "name" varchar(150) NOT NULL, "language" varchar(2) NOT NULL, "administrator" bool NOT NULL, "is_active" bool NOT NULL, "created_at" datetime NOT NULL, "organisation_id" bigint NOT NULL REFERENCES "parties_organisation" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "parties_person" VALUES(1,'!syntetisk','2026-11-24 12:00:00','kontrakt@myndighed.example','Kontraktansvarlig (syntetisk)','da',0,1,'2025-09-01 00:00:00',1);
INSERT INTO "parties_person" VALUES(2,'!syntetisk',NULL,'okonomi@myndighed.example','Økonomi (syntetisk)','da',0,1,'2025-09-01 00:00:00',1);
INSERT INTO "parties_person" VALUES(3,'!syntetisk','2026-11-24 12:00:00','kontrakt@leverandor.example','Kontraktansvarlig (syntetisk)','da',0,1,'2025-09-01 00:00:00',2);
INSERT INTO "parties_person" VALUES(4,'!syntetisk',NULL,'drift@leverandor.example','Service manager (syntetisk)','da',0,1,'2025-09-01 00:00:00',2);
INSERT INTO "parties_person" VALUES(5,'!syntetisk',NULL,'administrator@prove.example','Administrator (syntetisk)','da',1,1,'2026-11-24 09:00:00',1);
INSERT INTO "parties_person" VALUES(6,'!syntetisk',NULL,'ingen@prove.example','Ingen (syntetisk)','da',0,1,'2026-11-24 09:00:00',1);
INSERT INTO "parties_person" VALUES(7,'!syntetisk',NULL,'tidligere@prove.example','Tidligere (syntetisk)','da',0,1,'2026-11-24 09:00:00',1);
INSERT INTO "parties_person" VALUES(8,'!syntetisk',NULL,'uden-kode@prove.example','Uden-kode (syntetisk)','da',0,1,'2026-11-24 09:00:00',1);
INSERT INTO "parties_person" VALUES(9,'!syntetisk',NULL,'to-trin@prove.example','To-trin (syntetisk)','da',0,1,'2026-11-24 09:00:00',1);
INSERT INTO "parties_person" VALUES(10,'!syntetisk',NULL,'gaest@prove.example','Gaest (syntetisk)','da',0,1,'2026-11-24 09:00:00',1);
INSERT INTO "parties_person" VALUES(11,'!syntetisk',NULL,'revisor@prove.example','Revisor (syntetisk)','da',0,1,'2026-11-24 09:00:00',1);
CREATE TABLE "penalties_correction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "what" varchar(10) NOT NULL, "level" varchar(200) NOT NULL, "amount" decimal NOT NULL, "currency" varchar(3) NOT NULL, "reason" varchar(1000) NOT NULL, "proposed_for" varchar(10) NOT NULL, "proposed_at" datetime NOT NULL, "disputed_at" datetime NULL, "dispute_reason" varchar(1000) NOT NULL, "agreed_at" datetime NULL, "withdrawn_at" datetime NULL, "agreed_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "disputed_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "period_id" bigint NOT NULL REFERENCES "periods_contractperiod" ("id") DEFERRABLE INITIALLY DEFERRED, "proposed_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "settled_in_id" bigint NULL REFERENCES "periods_submission" ("id") DEFERRABLE INITIALLY DEFERRED, "withdrawn_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "correction_once" UNIQUE ("period_id", "number"), CONSTRAINT "correction_changes_something" CHECK (NOT ("amount" = '0')), CONSTRAINT "correction_says_why" CHECK (NOT ("reason" = '')), CONSTRAINT "correction_of_fee_has_no_level" CHECK ((NOT ("what" = 'fee') OR "level" = '')), CONSTRAINT "correction_dispute_is_whole_or_not" CHECK ((("disputed_at" IS NULL AND "disputed_by_id" IS NULL) OR ("disputed_at" IS NOT NULL AND "disputed_by_id" IS NOT NULL))), CONSTRAINT "correction_dispute_says_why" CHECK ((("dispute_reason" = '' AND "disputed_at" IS NULL) OR ("disputed_at" IS NOT NULL AND NOT ("dispute_reason" = '')))), CONSTRAINT "correction_agreement_is_whole_or_not" CHECK ((("agreed_at" IS NULL AND "agreed_by_id" IS NULL) OR ("agreed_at" IS NOT NULL AND "agreed_by_id" IS NOT NULL))), CONSTRAINT "correction_withdrawal_is_whole_or_not" CHECK ((("withdrawn_at" IS NULL AND "withdrawn_by_id" IS NULL) OR ("withdrawn_at" IS NOT NULL AND "withdrawn_by_id" IS NOT NULL))), CONSTRAINT "correction_agreed_is_not_withdrawn" CHECK (("agreed_at" IS NULL OR "withdrawn_at" IS NULL)), CONSTRAINT "correction_is_agreed_by_another" CHECK (("agreed_by_id" IS NULL OR NOT ("agreed_by_id" = ("proposed_by_id") AND "agreed_by_id" IS NOT NULL))), CONSTRAINT "correction_settled_is_agreed" CHECK (("settled_in_id" IS NULL OR "agreed_at" IS NOT NULL)));
INSERT INTO "penalties_correction" VALUES(1,1,'penalty','',-1250,'DKK','Udtrækket manglede tre sager (1)','supplier','2026-11-24 09:00:00',NULL,'',NULL,NULL,NULL,NULL,2,3,NULL,NULL);
INSERT INTO "penalties_correction" VALUES(2,2,'penalty','',1250,'DKK','Udtrækket manglede tre sager (2)','authority','2026-11-24 09:00:00',NULL,'',NULL,NULL,NULL,NULL,2,1,NULL,NULL);
INSERT INTO "penalties_correction" VALUES(3,3,'bonus','',-1250,'DKK','Udtrækket manglede tre sager (3)','supplier','2026-11-24 09:00:00','2026-11-24 09:00:00','Nej',NULL,NULL,NULL,1,2,3,NULL,NULL);
INSERT INTO "penalties_correction" VALUES(4,4,'fee','',-1250,'DKK','Udtrækket manglede tre sager (4)','supplier','2026-11-24 09:00:00',NULL,'',NULL,'2026-11-24 09:00:00',NULL,NULL,2,3,NULL,3);
INSERT INTO "penalties_correction" VALUES(5,5,'fee','',1250,'DKK','Udtrækket manglede tre sager (5)','authority','2026-11-24 09:00:00',NULL,'','2026-11-24 09:00:00',NULL,3,NULL,2,1,NULL,NULL);
INSERT INTO "penalties_correction" VALUES(6,6,'bonus','',-1250,'DKK','Udtrækket manglede tre sager (6)','supplier','2026-11-24 09:00:00',NULL,'','2026-11-24 09:00:00',NULL,1,NULL,2,3,2,NULL);
CREATE TABLE "penalties_penaltydecision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(12) NOT NULL, "decided_at" datetime NOT NULL, "reason" varchar(1000) NOT NULL, "invoice" varchar(60) NOT NULL, "decided_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "period_id" bigint NOT NULL REFERENCES "periods_contractperiod" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "penalty_set_off_names_its_invoice" CHECK ((("kind" = 'set_off' AND NOT ("invoice" = '')) OR (NOT ("kind" = 'set_off') AND "invoice" = ''))), CONSTRAINT "penalty_decision_says_why" CHECK ((NOT ("kind" IN ('dispute', 'waive')) OR NOT ("reason" = ''))));
INSERT INTO "penalties_penaltydecision" VALUES(1,'claim','2026-11-24 09:00:00','','',1,1);
INSERT INTO "penalties_penaltydecision" VALUES(2,'dispute','2026-11-24 09:01:00','Syntetisk: udetiden var aftalt','',3,1);
CREATE TABLE "periods_asking" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "job" char(32) NULL, "attempt" varchar(36) NOT NULL, "ended_at" datetime NULL, "outcome" varchar(10) NOT NULL, "said" text NOT NULL, "faults" text NOT NULL CHECK ((JSON_VALID("faults") OR "faults" IS NULL)), "period" varchar(30) NOT NULL, "what" varchar(10) NOT NULL, "meeting" date NULL, "asked_at" datetime NOT NULL, "asked_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NULL UNIQUE REFERENCES "periods_reportversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "asking_end_is_whole_or_not" CHECK ((("ended_at" IS NULL AND "outcome" = '') OR ("ended_at" IS NOT NULL AND NOT ("outcome" = '')))), CONSTRAINT "asking_done_has_its_version" CHECK ((("outcome" = 'done' AND "version_id" IS NOT NULL AND "what" = 'report') OR (NOT ("outcome" = 'done' AND "what" = 'report') AND "version_id" IS NULL))));
INSERT INTO "periods_asking" VALUES(1,'049c21ccc7e044e88c31cb8040b81f8f','8cc21cb3-6cc2-4afa-af18-859f481f460b','2026-11-24 09:00:00','done','','[]','2026-10','report',NULL,'2026-11-24 09:00:00',3,1,4);
CREATE TABLE "periods_contractperiod" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "code" varchar(30) NOT NULL, "first_day" date NOT NULL, "last_day" date NOT NULL, "deadlines" text NOT NULL CHECK ((JSON_VALID("deadlines") OR "deadlines" IS NULL)), "report_due" date NULL, "report_binding" bool NOT NULL, "journal_number" varchar(60) NOT NULL, "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "latest_id" bigint NULL REFERENCES "periods_reportversion" ("id") DEFERRABLE INITIALLY DEFERRED, "answer_binding" bool NOT NULL, "answer_clause" text NOT NULL, "answer_due" date NULL, "first_submitted_on" date NULL, "meeting_due" date NULL, "report_clause" text NOT NULL, "state" varchar(10) NOT NULL, "claim_clause" text NOT NULL, "claim_due" date NULL, "claim_needed" bool NOT NULL, CONSTRAINT "period_once" UNIQUE ("contract_id", "code"), CONSTRAINT "period_has_days" CHECK ("first_day" <= ("last_day")), CONSTRAINT "period_state_knows_its_first_submission" CHECK ((("first_submitted_on" IS NULL AND "state" = 'open') OR ("first_submitted_on" IS NOT NULL AND "state" IN ('submitted', 'returned', 'approved')))));
INSERT INTO "periods_contractperiod" VALUES(1,'2026-10','2026-10-01','2026-10-31','[{"what": "report", "day": "2026-11-13", "event": "period_end", "binding": true, "source": "contract", "owner": "supplier", "clause": "Bilag 8, pkt. 2.1"}, {"what": "agenda", "day": null, "event": "meeting", "binding": true, "source": "agreed_in_writing", "owner": "authority", "clause": "M\u00f8deaftale, pkt. 1"}, {"what": "minutes", "day": null, "event": "meeting", "binding": true, "source": "contract", "owner": "supplier", "clause": "Bilag 8, pkt. 2.3"}, {"what": "minutes_approved", "day": null, "event": "meeting", "binding": false, "source": "wish", "owner": "both", "clause": "Bilag 8"}]','2026-11-13',1,'',1,4,0,'',NULL,'2026-11-24',NULL,'Bilag 8, pkt. 2.1','returned','Bilag 6, pkt. 7','2026-12-11',1);
INSERT INTO "periods_contractperiod" VALUES(2,'2026-08','2026-08-01','2026-08-31','[{"what": "report", "day": "2026-09-14", "event": "period_end", "binding": true, "source": "contract", "owner": "supplier", "clause": "Bilag 8, pkt. 2.1"}, {"what": "agenda", "day": null, "event": "meeting", "binding": true, "source": "agreed_in_writing", "owner": "authority", "clause": "M\u00f8deaftale, pkt. 1"}, {"what": "minutes", "day": null, "event": "meeting", "binding": true, "source": "contract", "owner": "supplier", "clause": "Bilag 8, pkt. 2.3"}, {"what": "minutes_approved", "day": null, "event": "meeting", "binding": false, "source": "wish", "owner": "both", "clause": "Bilag 8"}]','2026-09-14',1,'2026-1234',1,2,0,'',NULL,'2026-11-24',NULL,'Bilag 8, pkt. 2.1','approved','Bilag 6, pkt. 7','2026-10-12',1);
INSERT INTO "periods_contractperiod" VALUES(3,'2026-07','2026-07-01','2026-07-31','[{"what": "report", "day": "2026-08-14", "event": "period_end", "binding": true, "source": "contract", "owner": "supplier", "clause": "Bilag 8, pkt. 2.1"}, {"what": "agenda", "day": null, "event": "meeting", "binding": true, "source": "agreed_in_writing", "owner": "authority", "clause": "M\u00f8deaftale, pkt. 1"}, {"what": "minutes", "day": null, "event": "meeting", "binding": true, "source": "contract", "owner": "supplier", "clause": "Bilag 8, pkt. 2.3"}, {"what": "minutes_approved", "day": null, "event": "meeting", "binding": false, "source": "wish", "owner": "both", "clause": "Bilag 8"}]','2026-08-14',1,'',1,3,0,'',NULL,'2026-11-24',NULL,'Bilag 8, pkt. 2.1','submitted','Bilag 6, pkt. 7','2026-09-11',1);
CREATE TABLE "periods_reportversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "period" varchar(30) NOT NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "key" varchar(36) NOT NULL UNIQUE, "made_at" datetime NOT NULL, "verdict" varchar(500) NOT NULL, "terms" text NOT NULL CHECK ((JSON_VALID("terms") OR "terms" IS NULL)), "program" varchar(20) NOT NULL, "files" text NOT NULL CHECK ((JSON_VALID("files") OR "files" IS NULL)), "contract_id" bigint NOT NULL REFERENCES "contracts_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "made_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "bonus" decimal NULL, "capped_by" varchar(12) NOT NULL, "history" text NOT NULL CHECK ((JSON_VALID("history") OR "history" IS NULL)), "inputs" varchar(64) NOT NULL, "levels" integer unsigned NOT NULL CHECK ("levels" >= 0), "missed" integer unsigned NOT NULL CHECK ("missed" >= 0), "penalty" decimal NULL, "points" decimal NULL, "stands_on" text NOT NULL CHECK ((JSON_VALID("stands_on") OR "stands_on" IS NULL)), "corrections" decimal NOT NULL, "currency" varchar(3) NOT NULL, CONSTRAINT "report_version_once" UNIQUE ("contract_id", "period", "number"));
INSERT INTO "periods_reportversion" VALUES(1,'2026-10',1,'f1a582c1-8333-4e8f-bb15-0899210b6d96','2026-11-24 09:00:00','Oktober 2026: 7 af 12 servicemål er opfyldt. Beregnet bod: 41.721,62 kr.','["99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df", "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"]','0.1.0','{"driftsrapport.json": {"sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", "size": 2}}',1,3,0,'','[{"period": "2026-10", "subject": "KPI 1", "value": "99.60", "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 2", "value": "100.00", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 3", "value": "3480.00", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 4", "value": "97.2", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5", "value": null, "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5/kategori 1-2", "value": "97.3", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5/kategori 3-4", "value": "98.9", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 6", "value": null, "points": "4.0", "amount": "20860.82", "state": "missed"}, {"period": "2026-10", "subject": "KPI 6/kategori 1", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 6/kategori 2", "value": "93.3", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 7", "value": null, "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 7/kategori 3", "value": "92.5", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 7/kategori 4", "value": "89.3", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 8", "value": "94.3", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 9", "value": "96.4", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 10", "value": null, "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 10/kritiske", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 10/h\u00f8je", "value": "50.0", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 10/\u00f8vrige", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 11", "value": "0.0", "points": "1.0", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 12", "value": "3.9", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "fee", "value": null, "points": null, "amount": "521520.46", "state": null}, {"period": "2026-10", "subject": "penalty", "value": null, "points": "8.0", "amount": "41721.62", "state": "calculated"}, {"period": "2026-10", "subject": "incidents/1", "value": "4", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/2", "value": "33", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/3", "value": "158", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/4", "value": "135", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "open_incidents", "value": "33", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "changes_done", "value": "27", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents_in_time", "value": "91.37", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "usage/transactions", "value": "1385708", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "usage/users", "value": "1318", "points": null, "amount": null, "state": null}]','039cdbfadd5403da57abe31411d2b885d857aa7fc3b042b049ca7500541415bb',12,5,41721.62,8,'{"deliveries": ["64e6de1b-0a3c-4826-8147-014968a5a8e0"], "terms": ["99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df", "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"], "words": [["incidents", 1]], "submitted": [], "locked": [], "decisions": [], "program": "0.1.0", "history": 2, "renderers": {"typst": "0.15.2", "polars": "2.1.0"}, "calendar_sources": {"holidays": "0.109", "tzdata": "2026.6"}}',0,'DKK');
INSERT INTO "periods_reportversion" VALUES(2,'2026-08',1,'2bfbb7b5-29ac-45da-a1a7-5b81d8de2f1f','2026-11-24 09:00:00','Oktober 2026: 7 af 12 servicemål er opfyldt. Beregnet bod: 41.721,62 kr.','["99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df", "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"]','0.1.0','{"driftsrapport.json": {"sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", "size": 2}}',1,3,0,'','[{"period": "2026-10", "subject": "KPI 1", "value": "99.60", "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 2", "value": "100.00", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 3", "value": "3480.00", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 4", "value": "97.2", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5", "value": null, "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5/kategori 1-2", "value": "97.3", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5/kategori 3-4", "value": "98.9", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 6", "value": null, "points": "4.0", "amount": "20860.82", "state": "missed"}, {"period": "2026-10", "subject": "KPI 6/kategori 1", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 6/kategori 2", "value": "93.3", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 7", "value": null, "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 7/kategori 3", "value": "92.5", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 7/kategori 4", "value": "89.3", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 8", "value": "94.3", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 9", "value": "96.4", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 10", "value": null, "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 10/kritiske", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 10/h\u00f8je", "value": "50.0", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 10/\u00f8vrige", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 11", "value": "0.0", "points": "1.0", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 12", "value": "3.9", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "fee", "value": null, "points": null, "amount": "521520.46", "state": null}, {"period": "2026-10", "subject": "penalty", "value": null, "points": "8.0", "amount": "41721.62", "state": "calculated"}, {"period": "2026-10", "subject": "incidents/1", "value": "4", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/2", "value": "33", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/3", "value": "158", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/4", "value": "135", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "open_incidents", "value": "33", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "changes_done", "value": "27", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents_in_time", "value": "91.37", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "usage/transactions", "value": "1385708", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "usage/users", "value": "1318", "points": null, "amount": null, "state": null}]','039cdbfadd5403da57abe31411d2b885d857aa7fc3b042b049ca7500541415bb',12,5,12000,8,'{"deliveries": ["64e6de1b-0a3c-4826-8147-014968a5a8e0"], "terms": ["99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df", "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"], "words": [["incidents", 1]], "submitted": [], "locked": [], "decisions": [], "program": "0.1.0", "history": 2, "renderers": {"typst": "0.15.2", "polars": "2.1.0"}, "calendar_sources": {"holidays": "0.109", "tzdata": "2026.6"}}',-400,'DKK');
INSERT INTO "periods_reportversion" VALUES(3,'2026-07',1,'2e58969d-bc6f-497f-9bcb-bee89f1991a1','2026-11-24 09:00:00','Oktober 2026: 7 af 12 servicemål er opfyldt. Beregnet bod: 41.721,62 kr.','["99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df", "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"]','0.1.0','{"driftsrapport.json": {"sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", "size": 2}}',1,3,0,'','[{"period": "2026-10", "subject": "KPI 1", "value": "99.60", "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 2", "value": "100.00", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 3", "value": "3480.00", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 4", "value": "97.2", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5", "value": null, "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5/kategori 1-2", "value": "97.3", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5/kategori 3-4", "value": "98.9", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 6", "value": null, "points": "4.0", "amount": "20860.82", "state": "missed"}, {"period": "2026-10", "subject": "KPI 6/kategori 1", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 6/kategori 2", "value": "93.3", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 7", "value": null, "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 7/kategori 3", "value": "92.5", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 7/kategori 4", "value": "89.3", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 8", "value": "94.3", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 9", "value": "96.4", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 10", "value": null, "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 10/kritiske", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 10/h\u00f8je", "value": "50.0", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 10/\u00f8vrige", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 11", "value": "0.0", "points": "1.0", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 12", "value": "3.9", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "fee", "value": null, "points": null, "amount": "521520.46", "state": null}, {"period": "2026-10", "subject": "penalty", "value": null, "points": "8.0", "amount": "41721.62", "state": "calculated"}, {"period": "2026-10", "subject": "incidents/1", "value": "4", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/2", "value": "33", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/3", "value": "158", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/4", "value": "135", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "open_incidents", "value": "33", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "changes_done", "value": "27", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents_in_time", "value": "91.37", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "usage/transactions", "value": "1385708", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "usage/users", "value": "1318", "points": null, "amount": null, "state": null}]','039cdbfadd5403da57abe31411d2b885d857aa7fc3b042b049ca7500541415bb',12,5,12000,8,'{"deliveries": ["64e6de1b-0a3c-4826-8147-014968a5a8e0"], "terms": ["99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df", "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"], "words": [["incidents", 1]], "submitted": [], "locked": [], "decisions": [], "program": "0.1.0", "history": 2, "renderers": {"typst": "0.15.2", "polars": "2.1.0"}, "calendar_sources": {"holidays": "0.109", "tzdata": "2026.6"}}',-400,'DKK');
INSERT INTO "periods_reportversion" VALUES(4,'2026-10',2,'8cc21cb3-6cc2-4afa-af18-859f481f460b','2026-11-24 09:00:00','Oktober 2026: 7 af 12 servicemål er opfyldt. Beregnet bod: 41.721,62 kr. (bestridt). Efterregulering af bod og bonus i tidligere perioder nedsætter betalingen med 1.250 kr.','["99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df", "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"]','0.1.0','{"driftsrapport.json": {"sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", "size": 2}}',1,3,0,'','[{"period": "2026-10", "subject": "KPI 1", "value": "99.60", "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 2", "value": "100.00", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 3", "value": "3480.00", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 4", "value": "97.2", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5", "value": null, "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5/kategori 1-2", "value": "97.3", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 5/kategori 3-4", "value": "98.9", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 6", "value": null, "points": "4.0", "amount": "20860.82", "state": "missed"}, {"period": "2026-10", "subject": "KPI 6/kategori 1", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 6/kategori 2", "value": "93.3", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 7", "value": null, "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 7/kategori 3", "value": "92.5", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 7/kategori 4", "value": "89.3", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 8", "value": "94.3", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 9", "value": "96.4", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 10", "value": null, "points": "1", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 10/kritiske", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 10/h\u00f8je", "value": "50.0", "points": null, "amount": null, "state": "missed"}, {"period": "2026-10", "subject": "KPI 10/\u00f8vrige", "value": "100.0", "points": null, "amount": null, "state": "met"}, {"period": "2026-10", "subject": "KPI 11", "value": "0.0", "points": "1.0", "amount": "5215.20", "state": "missed"}, {"period": "2026-10", "subject": "KPI 12", "value": "3.9", "points": "0", "amount": null, "state": "met"}, {"period": "2026-10", "subject": "fee", "value": null, "points": null, "amount": "521520.46", "state": null}, {"period": "2026-10", "subject": "penalty", "value": null, "points": "8.0", "amount": "41721.62", "state": "disputed"}, {"period": "2026-08", "subject": "correction_bonus", "value": null, "points": null, "amount": "-1250", "state": "settled", "note": "bonus \u00b7 2026-08 \u00b7 6 \u00b7 Udtr\u00e6kket manglede tre sager (6)"}, {"period": "2026-08", "subject": "correction_fee", "value": null, "points": null, "amount": "1250", "state": "settled", "note": "fee \u00b7 2026-08 \u00b7 5 \u00b7 Udtr\u00e6kket manglede tre sager (5)"}, {"period": "2026-10", "subject": "incidents/1", "value": "4", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/2", "value": "33", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/3", "value": "158", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents/4", "value": "135", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "open_incidents", "value": "33", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "changes_done", "value": "27", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "incidents_in_time", "value": "91.37", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "usage/transactions", "value": "1385708", "points": null, "amount": null, "state": null}, {"period": "2026-10", "subject": "usage/users", "value": "1318", "points": null, "amount": null, "state": null}]','ef21c5e531c7f2326972e628c2175e9f776c6db1f509b3c6edd994cbc3f1e6a2',12,5,41721.62,8,'{"deliveries": ["64e6de1b-0a3c-4826-8147-014968a5a8e0"], "terms": ["99edbbb84c212ffa10e8493bdcb8677f532ce7c69762b08671c650e192d781df", "602cd8c9a44f0ee2f114efa39b779d0501067a61473c6a1df9ba4d88f2775c8c"], "words": [["incidents", 2]], "submitted": [], "locked": ["2bfbb7b5-29ac-45da-a1a7-5b81d8de2f1f"], "decisions": [1, 2], "program": "0.1.0", "history": 2, "renderers": {"typst": "0.15.2", "polars": "2.1.0"}, "calendar_sources": {"holidays": "0.109", "tzdata": "2026.6"}, "corrections": [5]}',1250,'DKK');
CREATE TABLE "periods_reportversion_deliveries" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "reportversion_id" bigint NOT NULL REFERENCES "periods_reportversion" ("id") DEFERRABLE INITIALLY DEFERRED, "delivery_id" bigint NOT NULL REFERENCES "evidence_delivery" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "periods_reportversion_deliveries" VALUES(1,1,1);
INSERT INTO "periods_reportversion_deliveries" VALUES(2,4,1);
CREATE TABLE "periods_submission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "submitted_at" datetime NOT NULL, "returned_at" datetime NULL, "return_reason" text NOT NULL, "approved_at" datetime NULL, "reservations" text NOT NULL, "approved_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "period_id" bigint NOT NULL REFERENCES "periods_contractperiod" ("id") DEFERRABLE INITIALLY DEFERRED, "returned_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "submitted_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL REFERENCES "periods_reportversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "submission_once" UNIQUE ("period_id", "number"), CONSTRAINT "submission_return_is_whole_or_not" CHECK ((("returned_at" IS NULL AND "returned_by_id" IS NULL) OR ("returned_at" IS NOT NULL AND "returned_by_id" IS NOT NULL))), CONSTRAINT "submission_approval_is_whole_or_not" CHECK ((("approved_at" IS NULL AND "approved_by_id" IS NULL) OR ("approved_at" IS NOT NULL AND "approved_by_id" IS NOT NULL))), CONSTRAINT "submission_is_decided_once" CHECK (("returned_at" IS NULL OR "approved_at" IS NULL)), CONSTRAINT "submission_return_says_why" CHECK ((("return_reason" = '' AND "returned_at" IS NULL) OR ("returned_at" IS NOT NULL AND NOT ("return_reason" = '')))));
INSERT INTO "periods_submission" VALUES(1,1,'2026-11-24 09:00:00','2026-11-24 09:00:00','Skriv årsagen.',NULL,'',NULL,1,1,3,1);
INSERT INTO "periods_submission" VALUES(2,1,'2026-11-24 09:00:00',NULL,'','2026-11-24 09:00:00','Bod drøftes.',1,2,NULL,3,2);
INSERT INTO "periods_submission" VALUES(3,1,'2026-11-24 09:00:00',NULL,'',NULL,'',NULL,3,NULL,3,3);
CREATE TABLE "reports_comment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "written_at" datetime NOT NULL, "written_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "thread_id" bigint NOT NULL REFERENCES "reports_thread" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "comment_says_something" CHECK (NOT ("text" = '')));
INSERT INTO "reports_comment" VALUES(1,'Hvad var årsagen?','2026-11-24 09:00:00',1,1);
INSERT INTO "reports_comment" VALUES(2,'Kun til os selv.','2026-11-24 09:00:00',1,2);
INSERT INTO "reports_comment" VALUES(3,'Er tallet rigtigt?','2026-11-24 09:00:00',1,3);
INSERT INTO "reports_comment" VALUES(4,'Løst.','2026-11-24 09:00:00',3,4);
CREATE TABLE "reports_thread" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "about" varchar(80) NOT NULL, "audience" varchar(10) NOT NULL, "opened_at" datetime NOT NULL, "resolved_at" datetime NULL, "period_id" bigint NOT NULL REFERENCES "periods_contractperiod" ("id") DEFERRABLE INITIALLY DEFERRED, "resolved_by_id" bigint NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "thread_resolution_is_whole_or_not" CHECK ((("resolved_at" IS NULL AND "resolved_by_id" IS NULL) OR ("resolved_at" IS NOT NULL AND "resolved_by_id" IS NOT NULL))));
INSERT INTO "reports_thread" VALUES(1,'incidents','shared','2026-11-24 09:00:00',NULL,1,NULL);
INSERT INTO "reports_thread" VALUES(2,'service_levels','authority','2026-11-24 09:00:00',NULL,1,NULL);
INSERT INTO "reports_thread" VALUES(3,'level:KPI 1','shared','2026-11-24 09:00:00',NULL,1,NULL);
INSERT INTO "reports_thread" VALUES(4,'incidents','shared','2026-11-24 09:00:00','2026-11-24 09:00:00',1,3);
CREATE TABLE "reports_tradesecret" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "section" varchar(40) NOT NULL, "reason" varchar(300) NOT NULL, "marked_at" datetime NOT NULL, "marked_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "period_id" bigint NOT NULL REFERENCES "periods_contractperiod" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "trade_secret_once" UNIQUE ("period_id", "section"), CONSTRAINT "trade_secret_says_why" CHECK (NOT ("reason" = '')));
INSERT INTO "reports_tradesecret" VALUES(1,'incidents','Opbygningen','2026-11-24 09:00:00',3,1);
CREATE TABLE "reports_words" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "section" varchar(40) NOT NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "text" text NOT NULL, "written_at" datetime NOT NULL, "period_id" bigint NOT NULL REFERENCES "periods_contractperiod" ("id") DEFERRABLE INITIALLY DEFERRED, "written_by_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "words_once" UNIQUE ("period_id", "section", "number"));
INSERT INTO "reports_words" VALUES(1,'incidents',1,'To sager gav afbrydelser.','2026-11-24 09:00:00',1,3);
INSERT INTO "reports_words" VALUES(2,'incidents',2,'To sager gav afbrydelser: disken var fuld.','2026-11-24 09:00:00',1,3);
CREATE TABLE "socialaccount_socialaccount" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "provider" varchar(200) NOT NULL, "uid" varchar(191) NOT NULL, "last_login" datetime NOT NULL, "date_joined" datetime NOT NULL, "user_id" bigint NOT NULL REFERENCES "parties_person" ("id") DEFERRABLE INITIALLY DEFERRED, "extra_data" text NOT NULL CHECK ((JSON_VALID("extra_data") OR "extra_data" IS NULL)));
CREATE TABLE "socialaccount_socialapp" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "provider" varchar(30) NOT NULL, "name" varchar(40) NOT NULL, "client_id" varchar(191) NOT NULL, "secret" varchar(191) NOT NULL, "key" varchar(191) NOT NULL, "provider_id" varchar(200) NOT NULL, "settings" text NOT NULL CHECK ((JSON_VALID("settings") OR "settings" IS NULL)));
CREATE TABLE "socialaccount_socialtoken" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" text NOT NULL, "token_secret" text NOT NULL, "expires_at" datetime NULL, "account_id" integer NOT NULL REFERENCES "socialaccount_socialaccount" ("id") DEFERRABLE INITIALLY DEFERRED, "app_id" integer NULL REFERENCES "socialaccount_socialapp" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "work_nextround" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(40) NOT NULL UNIQUE, "due_at" datetime NOT NULL);
INSERT INTO "work_nextround" VALUES(1,'tidy','2026-11-24 10:00:00');
INSERT INTO "work_nextround" VALUES(2,'tidy_uploads','2026-11-24 10:00:00');
INSERT INTO "work_nextround" VALUES(3,'forget_mail','2026-11-25 09:00:00');
INSERT INTO "work_nextround" VALUES(4,'tidy_changes','2026-11-25 09:00:00');
INSERT INTO "work_nextround" VALUES(5,'open_periods','2026-11-24 10:00:00');
INSERT INTO "work_nextround" VALUES(6,'remind','2026-11-24 10:00:00');
CREATE TABLE "work_takenup" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "job" char(32) NOT NULL UNIQUE, "worker" varchar(64) NOT NULL, "at" datetime NOT NULL);
INSERT INTO "work_takenup" VALUES(1,'a38161b4e84d44b9868692398207b27f','syntetisk-2','2026-11-24 09:00:00');
CREATE TABLE "work_workerseen" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(64) NOT NULL UNIQUE, "started_at" datetime NOT NULL, "seen_at" datetime NOT NULL, "stopped_at" datetime NULL);
INSERT INTO "work_workerseen" VALUES(1,'syntetisk-1','2026-11-24 09:00:00','2026-11-24 09:00:00','2026-11-24 09:00:00');
INSERT INTO "work_workerseen" VALUES(2,'syntetisk-2','2026-11-23 09:00:00','2026-11-24 08:00:00','2026-11-24 08:00:00');
CREATE UNIQUE INDEX "organisation_cvr_once_a_kind" ON "parties_organisation" ("cvr", "kind") WHERE NOT ("cvr" = '');
CREATE UNIQUE INDEX "person_email_once" ON "parties_person" ((LOWER("email")));
CREATE INDEX "parties_person_organisation_id_60ef0aad" ON "parties_person" ("organisation_id");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE UNIQUE INDEX "access_one_role_at_a_time" ON "contracts_access" ("contract_id", "person_id") WHERE "ended_at" IS NULL;
CREATE INDEX "contracts_access_ended_by_id_d521c2b8" ON "contracts_access" ("ended_by_id");
CREATE INDEX "contracts_access_given_by_id_ca8a78cd" ON "contracts_access" ("given_by_id");
CREATE INDEX "contracts_access_person_id_c431e7a9" ON "contracts_access" ("person_id");
CREATE INDEX "contracts_access_contract_id_f7634145" ON "contracts_access" ("contract_id");
CREATE UNIQUE INDEX "terms_one_version_a_day_in_force" ON "contracts_termsversion" ("contract_id", "in_force_from") WHERE ("authority_approved_at" IS NOT NULL AND "supplier_approved_at" IS NOT NULL);
CREATE INDEX "contracts_termsversion_authority_approved_by_id_c7e58396" ON "contracts_termsversion" ("authority_approved_by_id");
CREATE INDEX "contracts_termsversion_contract_id_cd9a11ad" ON "contracts_termsversion" ("contract_id");
CREATE INDEX "contracts_termsversion_created_by_id_7e1398c6" ON "contracts_termsversion" ("created_by_id");
CREATE INDEX "contracts_termsversion_supplier_approved_by_id_f3161b5d" ON "contracts_termsversion" ("supplier_approved_by_id");
CREATE INDEX "api_accesskey_contract_id_9b1f0c1d" ON "api_accesskey" ("contract_id");
CREATE INDEX "api_accesskey_made_by_id_73cd1bf2" ON "api_accesskey" ("made_by_id");
CREATE INDEX "api_accesskey_revoked_by_id_313f8cb8" ON "api_accesskey" ("revoked_by_id");
CREATE INDEX "audit_auditrow_actor_id_302c307a" ON "audit_auditrow" ("actor_id");
CREATE INDEX "audit_auditrow_contract_id_2f9cdf12" ON "audit_auditrow" ("contract_id");
CREATE INDEX "audit_audit_contrac_1ef689_idx" ON "audit_auditrow" ("contract_id", "at");
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE INDEX "contracts_standin_access_id_96342462" ON "contracts_standin" ("access_id");
CREATE INDEX "contracts_standin_ended_by_id_55f67a8a" ON "contracts_standin" ("ended_by_id");
CREATE INDEX "contracts_standin_made_by_id_c734bf59" ON "contracts_standin" ("made_by_id");
CREATE INDEX "contracts_standin_person_id_e5e50b42" ON "contracts_standin" ("person_id");
CREATE INDEX "contracts_contract_authority_id_9624c7a3" ON "contracts_contract" ("authority_id");
CREATE INDEX "contracts_contract_supplier_id_fe6a4321" ON "contracts_contract" ("supplier_id");
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE INDEX "evidence_deliveredfile_delivery_id_448cfc9a" ON "evidence_deliveredfile" ("delivery_id");
CREATE INDEX "evidence_delivery_confirmed_by_id_01ec2a77" ON "evidence_delivery" ("confirmed_by_id");
CREATE INDEX "evidence_delivery_contract_id_eaff0b05" ON "evidence_delivery" ("contract_id");
CREATE INDEX "evidence_delivery_made_by_id_411e82c8" ON "evidence_delivery" ("made_by_id");
CREATE INDEX "evidence_delivery_withdrawn_by_id_ab3a1dd5" ON "evidence_delivery" ("withdrawn_by_id");
CREATE UNIQUE INDEX "supplier_report_once" ON "evidence_supplierreport" ("contract_id", "period", "sha256") WHERE "withdrawn_at" IS NULL;
CREATE INDEX "evidence_supplierreport_contract_id_42382824" ON "evidence_supplierreport" ("contract_id");
CREATE INDEX "evidence_supplierreport_made_by_id_9c9e6a47" ON "evidence_supplierreport" ("made_by_id");
CREATE INDEX "evidence_supplierreport_withdrawn_by_id_c42b8292" ON "evidence_supplierreport" ("withdrawn_by_id");
CREATE UNIQUE INDEX "upload_becomes_one_delivery" ON "evidence_upload" ("delivery_id") WHERE "outcome" = 'read';
CREATE INDEX "evidence_upload_contract_id_7227a13e" ON "evidence_upload" ("contract_id");
CREATE INDEX "evidence_upload_delivery_id_db25dee6" ON "evidence_upload" ("delivery_id");
CREATE INDEX "evidence_upload_sent_by_id_cf5a498c" ON "evidence_upload" ("sent_by_id");
CREATE UNIQUE INDEX "periods_reportversion_deliveries_reportversion_id_delivery_id_919422f8_uniq" ON "periods_reportversion_deliveries" ("reportversion_id", "delivery_id");
CREATE INDEX "periods_reportversion_deliveries_reportversion_id_b6b79642" ON "periods_reportversion_deliveries" ("reportversion_id");
CREATE INDEX "periods_reportversion_deliveries_delivery_id_7e0a49f0" ON "periods_reportversion_deliveries" ("delivery_id");
CREATE INDEX "levels_levelresult_version_id_c4ec5254" ON "levels_levelresult" ("version_id");
CREATE INDEX "mail_outgoingmail_person_id_b1196d34" ON "mail_outgoingmail" ("person_id");
CREATE INDEX "mail_waiting" ON "mail_outgoingmail" ("not_before") WHERE "sent_at" IS NULL;
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "overview_calendarentry_contract_id_6d6e48d3" ON "overview_calendarentry" ("contract_id");
CREATE UNIQUE INDEX "done_entry_once" ON "overview_doneentry" ("contract_id", "title", "day") WHERE "withdrawn_at" IS NULL;
CREATE INDEX "overview_doneentry_contract_id_9c583ef9" ON "overview_doneentry" ("contract_id");
CREATE INDEX "overview_doneentry_marked_by_id_78bd13ab" ON "overview_doneentry" ("marked_by_id");
CREATE INDEX "overview_doneentry_withdrawn_by_id_ba13e7d2" ON "overview_doneentry" ("withdrawn_by_id");
CREATE INDEX "overview_change_contract_7a87804a" ON "overview_change" ("contract");
CREATE UNIQUE INDEX "invitation_one_open_a_contract" ON "parties_invitation" ((LOWER("email")), "contract_id") WHERE ("accepted_at" IS NULL AND "contract_id" IS NOT NULL AND "revoked_at" IS NULL);
CREATE UNIQUE INDEX "invitation_one_open_without_contract" ON "parties_invitation" ((LOWER("email"))) WHERE ("accepted_at" IS NULL AND "contract_id" IS NULL AND "revoked_at" IS NULL);
CREATE INDEX "parties_invitation_accepted_by_id_55198744" ON "parties_invitation" ("accepted_by_id");
CREATE INDEX "parties_invitation_contract_id_399ca4ed" ON "parties_invitation" ("contract_id");
CREATE INDEX "parties_invitation_made_by_id_a46b2fba" ON "parties_invitation" ("made_by_id");
CREATE INDEX "parties_invitation_organisation_id_e26ee9ea" ON "parties_invitation" ("organisation_id");
CREATE INDEX "parties_invitation_revoked_by_id_7508e3ab" ON "parties_invitation" ("revoked_by_id");
CREATE UNIQUE INDEX "organisation_without_cvr_once_a_kind" ON "parties_organisation" ("name", "kind") WHERE "cvr" = '';
CREATE UNIQUE INDEX "submission_one_waits" ON "periods_submission" ("period_id") WHERE ("approved_at" IS NULL AND "returned_at" IS NULL);
CREATE UNIQUE INDEX "submission_one_approved" ON "periods_submission" ("period_id") WHERE "approved_at" IS NOT NULL;
CREATE INDEX "periods_submission_approved_by_id_7ca646be" ON "periods_submission" ("approved_by_id");
CREATE INDEX "periods_submission_period_id_a08e33b6" ON "periods_submission" ("period_id");
CREATE INDEX "periods_submission_returned_by_id_82e7f921" ON "periods_submission" ("returned_by_id");
CREATE INDEX "periods_submission_submitted_by_id_d7b5abdb" ON "periods_submission" ("submitted_by_id");
CREATE INDEX "periods_submission_version_id_7820dbb4" ON "periods_submission" ("version_id");
CREATE UNIQUE INDEX "asking_one_waits" ON "periods_asking" ("contract_id", "period", "what") WHERE "ended_at" IS NULL;
CREATE INDEX "periods_asking_asked_by_id_9110c72e" ON "periods_asking" ("asked_by_id");
CREATE INDEX "periods_asking_contract_id_803aaa6d" ON "periods_asking" ("contract_id");
CREATE INDEX "asking_newest" ON "periods_asking" ("contract_id", "period", "what");
CREATE INDEX "penalties_penaltydecision_decided_by_id_b1f62fa5" ON "penalties_penaltydecision" ("decided_by_id");
CREATE INDEX "penalties_penaltydecision_period_id_961130af" ON "penalties_penaltydecision" ("period_id");
CREATE INDEX "penalties_correction_agreed_by_id_5248c4d3" ON "penalties_correction" ("agreed_by_id");
CREATE INDEX "penalties_correction_disputed_by_id_9eff42ad" ON "penalties_correction" ("disputed_by_id");
CREATE INDEX "penalties_correction_period_id_ae9abcea" ON "penalties_correction" ("period_id");
CREATE INDEX "penalties_correction_proposed_by_id_1cea32ac" ON "penalties_correction" ("proposed_by_id");
CREATE INDEX "penalties_correction_settled_in_id_90ac26ff" ON "penalties_correction" ("settled_in_id");
CREATE INDEX "penalties_correction_withdrawn_by_id_95edfd49" ON "penalties_correction" ("withdrawn_by_id");
CREATE INDEX "periods_reportversion_contract_id_88fed49a" ON "periods_reportversion" ("contract_id");
CREATE INDEX "periods_reportversion_made_by_id_1df36691" ON "periods_reportversion" ("made_by_id");
CREATE INDEX "periods_contractperiod_contract_id_ae800d77" ON "periods_contractperiod" ("contract_id");
CREATE INDEX "periods_contractperiod_latest_id_fdfb7d75" ON "periods_contractperiod" ("latest_id");
CREATE INDEX "period_undecided" ON "periods_contractperiod" ("contract_id") WHERE NOT ("state" = 'approved');
CREATE INDEX "reports_thread_period_id_df5c2cb4" ON "reports_thread" ("period_id");
CREATE INDEX "reports_thread_resolved_by_id_485f875f" ON "reports_thread" ("resolved_by_id");
CREATE INDEX "reports_comment_written_by_id_f72c4943" ON "reports_comment" ("written_by_id");
CREATE INDEX "reports_comment_thread_id_f7b1ba72" ON "reports_comment" ("thread_id");
CREATE INDEX "reports_tradesecret_marked_by_id_2359022e" ON "reports_tradesecret" ("marked_by_id");
CREATE INDEX "reports_tradesecret_period_id_d837b3a4" ON "reports_tradesecret" ("period_id");
CREATE INDEX "reports_words_period_id_1716c90c" ON "reports_words" ("period_id");
CREATE INDEX "reports_words_written_by_id_48342f66" ON "reports_words" ("written_by_id");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE UNIQUE INDEX "socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq" ON "socialaccount_socialtoken" ("app_id", "account_id");
CREATE INDEX "socialaccount_socialtoken_account_id_951f210e" ON "socialaccount_socialtoken" ("account_id");
CREATE INDEX "socialaccount_socialtoken_app_id_636a42d7" ON "socialaccount_socialtoken" ("app_id");
CREATE UNIQUE INDEX "socialaccount_socialaccount_provider_uid_fc810c6e_uniq" ON "socialaccount_socialaccount" ("provider", "uid");
CREATE INDEX "socialaccount_socialaccount_user_id_8146e70c" ON "socialaccount_socialaccount" ("user_id");
CREATE TRIGGER overview_change_contracts_termsversion_insert AFTER INSERT ON contracts_termsversion BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_contracts_termsversion_update AFTER UPDATE ON contracts_termsversion BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_contracts_termsversion_delete AFTER DELETE ON contracts_termsversion BEGIN INSERT INTO overview_change (contract, mark) VALUES (OLD.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_evidence_delivery_insert AFTER INSERT ON evidence_delivery BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_evidence_delivery_update AFTER UPDATE ON evidence_delivery BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_evidence_delivery_delete AFTER DELETE ON evidence_delivery BEGIN INSERT INTO overview_change (contract, mark) VALUES (OLD.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_overview_calendarentry_insert AFTER INSERT ON overview_calendarentry BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_overview_calendarentry_update AFTER UPDATE ON overview_calendarentry BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_overview_calendarentry_delete AFTER DELETE ON overview_calendarentry BEGIN INSERT INTO overview_change (contract, mark) VALUES (OLD.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_overview_doneentry_insert AFTER INSERT ON overview_doneentry BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_overview_doneentry_update AFTER UPDATE ON overview_doneentry BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_overview_doneentry_delete AFTER DELETE ON overview_doneentry BEGIN INSERT INTO overview_change (contract, mark) VALUES (OLD.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_overview_summary_insert AFTER INSERT ON overview_summary BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_overview_summary_update AFTER UPDATE ON overview_summary BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_overview_summary_delete AFTER DELETE ON overview_summary BEGIN INSERT INTO overview_change (contract, mark) VALUES (OLD.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_periods_contractperiod_insert AFTER INSERT ON periods_contractperiod BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_periods_contractperiod_update AFTER UPDATE ON periods_contractperiod BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_periods_contractperiod_delete AFTER DELETE ON periods_contractperiod BEGIN INSERT INTO overview_change (contract, mark) VALUES (OLD.contract_id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_penalties_penaltydecision_insert AFTER INSERT ON penalties_penaltydecision BEGIN INSERT INTO overview_change (contract, mark) VALUES ((SELECT contract_id FROM periods_contractperiod WHERE id = NEW.period_id), abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_penalties_penaltydecision_update AFTER UPDATE ON penalties_penaltydecision BEGIN INSERT INTO overview_change (contract, mark) VALUES ((SELECT contract_id FROM periods_contractperiod WHERE id = NEW.period_id), abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_penalties_penaltydecision_delete AFTER DELETE ON penalties_penaltydecision BEGIN INSERT INTO overview_change (contract, mark) VALUES ((SELECT contract_id FROM periods_contractperiod WHERE id = OLD.period_id), abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_penalties_correction_insert AFTER INSERT ON penalties_correction BEGIN INSERT INTO overview_change (contract, mark) VALUES ((SELECT contract_id FROM periods_contractperiod WHERE id = NEW.period_id), abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_penalties_correction_update AFTER UPDATE ON penalties_correction BEGIN INSERT INTO overview_change (contract, mark) VALUES ((SELECT contract_id FROM periods_contractperiod WHERE id = NEW.period_id), abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_penalties_correction_delete AFTER DELETE ON penalties_correction BEGIN INSERT INTO overview_change (contract, mark) VALUES ((SELECT contract_id FROM periods_contractperiod WHERE id = OLD.period_id), abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_contracts_contract_insert AFTER INSERT ON contracts_contract BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_contracts_contract_update AFTER UPDATE ON contracts_contract BEGIN INSERT INTO overview_change (contract, mark) VALUES (NEW.id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_contracts_contract_delete AFTER DELETE ON contracts_contract BEGIN INSERT INTO overview_change (contract, mark) VALUES (OLD.id, abs(random()) % 1099511627776); END;
CREATE TRIGGER overview_change_parties_organisation_update AFTER UPDATE ON parties_organisation BEGIN INSERT INTO overview_change (contract, mark) SELECT id, abs(random()) % 1099511627776 FROM contracts_contract WHERE authority_id = NEW.id OR supplier_id = NEW.id; END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',84);
INSERT INTO "sqlite_sequence" VALUES('account_emailaddress',11);
INSERT INTO "sqlite_sequence" VALUES('contracts_access',8);
INSERT INTO "sqlite_sequence" VALUES('contracts_termsversion',4);
INSERT INTO "sqlite_sequence" VALUES('api_accesskey',2);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',43);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',172);
INSERT INTO "sqlite_sequence" VALUES('auth_group',0);
INSERT INTO "sqlite_sequence" VALUES('contracts_contract',2);
INSERT INTO "sqlite_sequence" VALUES('evidence_delivery',4);
INSERT INTO "sqlite_sequence" VALUES('evidence_supplierreport',1);
INSERT INTO "sqlite_sequence" VALUES('evidence_upload',1);
INSERT INTO "sqlite_sequence" VALUES('mail_outgoingmail',13);
INSERT INTO "sqlite_sequence" VALUES('mfa_authenticator',2);
INSERT INTO "sqlite_sequence" VALUES('periods_submission',3);
INSERT INTO "sqlite_sequence" VALUES('periods_reportversion',4);
INSERT INTO "sqlite_sequence" VALUES('periods_contractperiod',3);
INSERT INTO "sqlite_sequence" VALUES('reports_thread',4);
INSERT INTO "sqlite_sequence" VALUES('reports_comment',4);
INSERT INTO "sqlite_sequence" VALUES('reports_tradesecret',1);
INSERT INTO "sqlite_sequence" VALUES('reports_words',2);
INSERT INTO "sqlite_sequence" VALUES('socialaccount_socialapp',0);
INSERT INTO "sqlite_sequence" VALUES('socialaccount_socialtoken',0);
INSERT INTO "sqlite_sequence" VALUES('socialaccount_socialaccount',0);
INSERT INTO "sqlite_sequence" VALUES('overview_change',48);
INSERT INTO "sqlite_sequence" VALUES('parties_organisation',2);
INSERT INTO "sqlite_sequence" VALUES('parties_person',11);
INSERT INTO "sqlite_sequence" VALUES('audit_auditrow',43);
INSERT INTO "sqlite_sequence" VALUES('overview_summary',1);
INSERT INTO "sqlite_sequence" VALUES('overview_calendarentry',3);
INSERT INTO "sqlite_sequence" VALUES('evidence_deliveredfile',25);
INSERT INTO "sqlite_sequence" VALUES('periods_reportversion_deliveries',2);
INSERT INTO "sqlite_sequence" VALUES('levels_levelresult',34);
INSERT INTO "sqlite_sequence" VALUES('overview_doneentry',1);
INSERT INTO "sqlite_sequence" VALUES('penalties_correction',6);
INSERT INTO "sqlite_sequence" VALUES('contracts_standin',1);
INSERT INTO "sqlite_sequence" VALUES('parties_invitation',5);
INSERT INTO "sqlite_sequence" VALUES('penalties_penaltydecision',2);
INSERT INTO "sqlite_sequence" VALUES('periods_asking',1);
INSERT INTO "sqlite_sequence" VALUES('work_workerseen',2);
INSERT INTO "sqlite_sequence" VALUES('work_takenup',1);
INSERT INTO "sqlite_sequence" VALUES('work_nextround',6);
COMMIT;
