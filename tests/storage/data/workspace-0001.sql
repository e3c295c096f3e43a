PRAGMA application_id = 1365328245;
BEGIN TRANSACTION;
CREATE TABLE agent (
	id TEXT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	team_id TEXT, 
	CONSTRAINT pk_agent PRIMARY KEY (id), 
	CONSTRAINT uq_agent_code UNIQUE (code), 
	CONSTRAINT fk_agent_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "agent" VALUES('agent','007','王喆','team');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE answer (
	evaluation_id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	question_id TEXT NOT NULL, 
	value TEXT, 
	note TEXT NOT NULL, 
	marks TEXT NOT NULL, 
	given_at TEXT NOT NULL, 
	evaluator_id TEXT NOT NULL, 
	CONSTRAINT pk_answer PRIMARY KEY (evaluation_id, seq), 
	CONSTRAINT fk_answer_evaluation_id_evaluation FOREIGN KEY(evaluation_id) REFERENCES evaluation (id), 
	CONSTRAINT fk_answer_evaluator_id_evaluator FOREIGN KEY(evaluator_id) REFERENCES evaluator (id)
)
 WITHOUT ROWID

;
INSERT INTO "answer" VALUES('019ab000-0000-7000-8000-000000000001',1,'greeting','{"v":"no"}','','[]','2026-11-22T08:00:00.125456+00:00','evaluator');
INSERT INTO "answer" VALUES('019ab000-0000-7000-8000-000000000001',2,'greeting','{"v":"yes"}','说了“您好”','[{"at":1500,"note":"您好","until":2500}]','2026-11-22T08:00:00.126456+00:00','evaluator');
INSERT INTO "answer" VALUES('019ab000-0000-7000-8000-000000000001',3,'wait','{"na":true}','','[]','2026-11-22T08:00:00.127456+00:00','evaluator');
INSERT INTO "answer" VALUES('019ab000-0000-7000-8000-000000000001',4,'promise','{"v":"yes"}','','[]','2026-11-22T08:00:00.128456+00:00','evaluator');
CREATE TABLE checklist (
	id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	added_at TEXT NOT NULL, 
	CONSTRAINT pk_checklist PRIMARY KEY (id, version)
);
INSERT INTO "checklist" VALUES('small',1,'format: 1
id: small
version: 1
title: Small
subject: call
scoring: {pass_mark: 60}
sections:
  - id: opening
    title: Opening
    questions:
      - {id: greeting, text: Greets, area: people.attitude, answer: {type: yes_no}, weight: 3}
      - {id: wait, text: Waited, area: software.time, answer: {type: duration, na: true,
         bands: [{max: 10, score: 1}, {score: 0}]}}
      - id: promise
        text: Promises nothing false
        area: people.tact
        answer: {type: yes_no}
        critical: {class: compliance, effect: zero_evaluation}
','7b0edd02e181b39f4ed3a2387bc7660df465b40951825373b39d5b46a5540c58','2026-11-22T08:00:00.125456+00:00');
CREATE TABLE evaluation (
	id TEXT NOT NULL, 
	root_id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	checklist_id TEXT NOT NULL, 
	checklist_version INTEGER NOT NULL, 
	subject_id TEXT NOT NULL, 
	evaluator_id TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	started_zone TEXT NOT NULL, 
	state TEXT NOT NULL, 
	submitted_at TEXT, 
	submitted_zone TEXT, 
	reason TEXT NOT NULL, 
	position_ms INTEGER NOT NULL, 
	question_id TEXT NOT NULL, 
	scoring_ms INTEGER NOT NULL, 
	CONSTRAINT pk_evaluation PRIMARY KEY (id), 
	CONSTRAINT fk_evaluation_root_id_evaluation FOREIGN KEY(root_id) REFERENCES evaluation (id), 
	CONSTRAINT fk_evaluation_subject_id_subject FOREIGN KEY(subject_id) REFERENCES subject (id), 
	CONSTRAINT fk_evaluation_evaluator_id_evaluator FOREIGN KEY(evaluator_id) REFERENCES evaluator (id), 
	CONSTRAINT fk_evaluation_checklist_id_checklist_version_checklist FOREIGN KEY(checklist_id, checklist_version) REFERENCES checklist (id, version), 
	CONSTRAINT uq_evaluation_root_id_revision UNIQUE (root_id, revision), 
	CONSTRAINT ck_evaluation_state CHECK (state IN ('draft', 'submitted')), 
	CONSTRAINT ck_evaluation_submitted CHECK ((state = 'submitted') = (submitted_at IS NOT NULL))
);
INSERT INTO "evaluation" VALUES('019ab000-0000-7000-8000-000000000001','019ab000-0000-7000-8000-000000000001',1,'small',1,'call','evaluator','2026-11-22T08:00:00.124456+00:00','Asia/Shanghai','submitted','2026-11-22T08:00:00.129456+00:00','Asia/Shanghai','',0,'',0);
CREATE TABLE evaluation_score (
	evaluation_id TEXT NOT NULL, 
	total TEXT, 
	raw TEXT, 
	bonus TEXT NOT NULL, 
	passed INTEGER, 
	band TEXT, 
	fields TEXT NOT NULL, 
	CONSTRAINT pk_evaluation_score PRIMARY KEY (evaluation_id), 
	CONSTRAINT fk_evaluation_score_evaluation_id_evaluation FOREIGN KEY(evaluation_id) REFERENCES evaluation (id)
)
 WITHOUT ROWID

;
INSERT INTO "evaluation_score" VALUES('019ab000-0000-7000-8000-000000000001','100','100','0',1,NULL,'{}');
CREATE TABLE evaluator (
	id TEXT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	CONSTRAINT pk_evaluator PRIMARY KEY (id), 
	CONSTRAINT uq_evaluator_code UNIQUE (code)
);
INSERT INTO "evaluator" VALUES('evaluator','E1','Li','inspector');
CREATE TABLE part_score (
	evaluation_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	score TEXT, 
	CONSTRAINT pk_part_score PRIMARY KEY (evaluation_id, kind, position), 
	CONSTRAINT fk_part_score_evaluation_id_evaluation FOREIGN KEY(evaluation_id) REFERENCES evaluation (id), 
	CONSTRAINT ck_part_score_kind CHECK (kind IN ('section', 'dimension', 'area'))
)
 WITHOUT ROWID

;
INSERT INTO "part_score" VALUES('019ab000-0000-7000-8000-000000000001','area',0,'software.time',NULL);
INSERT INTO "part_score" VALUES('019ab000-0000-7000-8000-000000000001','area',1,'people.attitude','100');
INSERT INTO "part_score" VALUES('019ab000-0000-7000-8000-000000000001','area',2,'people.tact','100');
INSERT INTO "part_score" VALUES('019ab000-0000-7000-8000-000000000001','dimension',0,'software',NULL);
INSERT INTO "part_score" VALUES('019ab000-0000-7000-8000-000000000001','dimension',1,'people','100');
INSERT INTO "part_score" VALUES('019ab000-0000-7000-8000-000000000001','section',0,'opening','100');
CREATE TABLE process (
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	process_class TEXT, 
	CONSTRAINT pk_process PRIMARY KEY (code)
);
INSERT INTO "process" VALUES('COMPLAINT','{"":"投诉"}','complaint');
CREATE TABLE question_result (
	evaluation_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	question_id TEXT NOT NULL, 
	fate TEXT NOT NULL, 
	fraction TEXT, 
	weight TEXT, 
	effective_weight TEXT, 
	earned TEXT, 
	lost TEXT, 
	failed INTEGER NOT NULL, 
	critical_class TEXT, 
	effect TEXT, 
	CONSTRAINT pk_question_result PRIMARY KEY (evaluation_id, position), 
	CONSTRAINT fk_question_result_evaluation_id_evaluation FOREIGN KEY(evaluation_id) REFERENCES evaluation (id)
)
 WITHOUT ROWID

;
INSERT INTO "question_result" VALUES('019ab000-0000-7000-8000-000000000001',0,'greeting','answered','1','3','3/4','75','0',0,NULL,NULL);
INSERT INTO "question_result" VALUES('019ab000-0000-7000-8000-000000000001',1,'wait','na',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "question_result" VALUES('019ab000-0000-7000-8000-000000000001',2,'promise','answered','1','1','1/4','25','0',0,NULL,NULL);
CREATE TABLE recording (
	sha256 TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	encoding TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	duration_ms INTEGER NOT NULL, 
	channels INTEGER NOT NULL, 
	sample_rate INTEGER NOT NULL, 
	CONSTRAINT pk_recording PRIMARY KEY (sha256)
);
INSERT INTO "recording" VALUES('abababababababababababababababababababababababababababababababab','a.wav','WAV PCM',44,1000,1,8000);
CREATE TABLE setting (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY ("key")
);
INSERT INTO "setting" VALUES('shipped_checklists_of','0.1.0');
CREATE TABLE site (
	id TEXT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	CONSTRAINT pk_site PRIMARY KEY (id), 
	CONSTRAINT uq_site_code UNIQUE (code)
);
INSERT INTO "site" VALUES('site','SH','{"":"上海"}','Asia/Shanghai');
CREATE TABLE subject (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	occurred_at TEXT NOT NULL, 
	occurred_zone TEXT NOT NULL, 
	agent_id TEXT, 
	site_id TEXT, 
	process_code TEXT, 
	direction TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	customer_ref TEXT NOT NULL, 
	recording_sha256 TEXT, 
	fields TEXT NOT NULL, 
	CONSTRAINT pk_subject PRIMARY KEY (id), 
	CONSTRAINT fk_subject_agent_id_agent FOREIGN KEY(agent_id) REFERENCES agent (id), 
	CONSTRAINT fk_subject_site_id_site FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_subject_process_code_process FOREIGN KEY(process_code) REFERENCES process (code), 
	CONSTRAINT fk_subject_recording_sha256_recording FOREIGN KEY(recording_sha256) REFERENCES recording (sha256)
);
INSERT INTO "subject" VALUES('call','call','call call','2026-11-01T01:30:00.000000+00:00','Asia/Shanghai','agent','site','COMPLAINT','in','phone','C-007','abababababababababababababababababababababababababababababababab','[["queue","钻石"],["attempt","2"]]');
CREATE TABLE team (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	site_id TEXT NOT NULL, 
	CONSTRAINT pk_team PRIMARY KEY (id), 
	CONSTRAINT fk_team_site_id_site FOREIGN KEY(site_id) REFERENCES site (id)
);
INSERT INTO "team" VALUES('team','Day','site');
CREATE INDEX ix_team_site_id ON team (site_id);
CREATE INDEX ix_agent_team_id ON agent (team_id);
CREATE INDEX ix_subject_occurred_at ON subject (occurred_at);
CREATE INDEX ix_subject_process_code_subject_occurred_at ON subject (process_code, occurred_at);
CREATE INDEX ix_subject_agent_id_subject_occurred_at ON subject (agent_id, occurred_at);
CREATE INDEX ix_subject_site_id_subject_occurred_at ON subject (site_id, occurred_at);
CREATE INDEX ix_subject_recording_sha256 ON subject (recording_sha256);
CREATE INDEX ix_evaluation_subject_id_evaluation_state ON evaluation (subject_id, state);
CREATE INDEX ix_evaluation_evaluator_id_evaluation_state ON evaluation (evaluator_id, state);
CREATE INDEX ix_evaluation_checklist_id_evaluation_checklist_version ON evaluation (checklist_id, checklist_version);
CREATE TRIGGER checklist_updated BEFORE UPDATE ON checklist WHEN 1 BEGIN SELECT RAISE(ABORT, 'a checklist version never changes'); END;
CREATE TRIGGER checklist_deleted BEFORE DELETE ON checklist WHEN 1 BEGIN SELECT RAISE(ABORT, 'a checklist version never changes'); END;
CREATE TRIGGER checklist_replaced BEFORE INSERT ON checklist WHEN EXISTS (SELECT 1 FROM checklist WHERE id = NEW.id AND version = NEW.version) BEGIN SELECT RAISE(ABORT, 'a checklist version never changes'); END;
CREATE TRIGGER evaluation_updated BEFORE UPDATE ON evaluation WHEN OLD.state = 'submitted' BEGIN SELECT RAISE(ABORT, 'the evaluation is submitted'); END;
CREATE TRIGGER evaluation_deleted BEFORE DELETE ON evaluation WHEN OLD.state = 'submitted' BEGIN SELECT RAISE(ABORT, 'the evaluation is submitted'); END;
CREATE TRIGGER evaluation_replaced BEFORE INSERT ON evaluation WHEN EXISTS (SELECT 1 FROM evaluation WHERE state = 'submitted' AND (id = NEW.id OR (root_id = NEW.root_id AND revision = NEW.revision))) BEGIN SELECT RAISE(ABORT, 'the evaluation is submitted'); END;
CREATE TRIGGER evaluation_born_submitted BEFORE INSERT ON evaluation WHEN NEW.state <> 'draft' BEGIN SELECT RAISE(ABORT, 'an evaluation begins as a draft'); END;
CREATE TRIGGER evaluation_without_score BEFORE UPDATE ON evaluation WHEN NEW.state = 'submitted' AND NOT EXISTS (SELECT 1 FROM evaluation_score WHERE evaluation_id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a submitted evaluation has a score'); END;
CREATE TRIGGER answer_updated BEFORE UPDATE ON answer WHEN 1 BEGIN SELECT RAISE(ABORT, 'given answers never change'); END;
CREATE TRIGGER answer_deleted BEFORE DELETE ON answer WHEN EXISTS (SELECT 1 FROM evaluation WHERE id = OLD.evaluation_id AND state = 'submitted') BEGIN SELECT RAISE(ABORT, 'the evaluation is submitted'); END;
CREATE TRIGGER answer_late BEFORE INSERT ON answer WHEN EXISTS (SELECT 1 FROM evaluation WHERE id = NEW.evaluation_id AND state = 'submitted') BEGIN SELECT RAISE(ABORT, 'the evaluation is submitted'); END;
CREATE TRIGGER answer_replaced BEFORE INSERT ON answer WHEN EXISTS (SELECT 1 FROM answer WHERE evaluation_id = NEW.evaluation_id AND seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'given answers never change'); END;
CREATE TRIGGER evaluation_score_updated BEFORE UPDATE ON evaluation_score WHEN 1 BEGIN SELECT RAISE(ABORT, 'a kept score never changes'); END;
CREATE TRIGGER evaluation_score_deleted BEFORE DELETE ON evaluation_score WHEN 1 BEGIN SELECT RAISE(ABORT, 'a kept score never changes'); END;
CREATE TRIGGER evaluation_score_late BEFORE INSERT ON evaluation_score WHEN EXISTS (SELECT 1 FROM evaluation WHERE id = NEW.evaluation_id AND state = 'submitted') BEGIN SELECT RAISE(ABORT, 'the evaluation is submitted'); END;
CREATE TRIGGER part_score_updated BEFORE UPDATE ON part_score WHEN 1 BEGIN SELECT RAISE(ABORT, 'a kept score never changes'); END;
CREATE TRIGGER part_score_deleted BEFORE DELETE ON part_score WHEN 1 BEGIN SELECT RAISE(ABORT, 'a kept score never changes'); END;
CREATE TRIGGER part_score_late BEFORE INSERT ON part_score WHEN EXISTS (SELECT 1 FROM evaluation WHERE id = NEW.evaluation_id AND state = 'submitted') BEGIN SELECT RAISE(ABORT, 'the evaluation is submitted'); END;
CREATE TRIGGER question_result_updated BEFORE UPDATE ON question_result WHEN 1 BEGIN SELECT RAISE(ABORT, 'a kept score never changes'); END;
CREATE TRIGGER question_result_deleted BEFORE DELETE ON question_result WHEN 1 BEGIN SELECT RAISE(ABORT, 'a kept score never changes'); END;
CREATE TRIGGER question_result_late BEFORE INSERT ON question_result WHEN EXISTS (SELECT 1 FROM evaluation WHERE id = NEW.evaluation_id AND state = 'submitted') BEGIN SELECT RAISE(ABORT, 'the evaluation is submitted'); END;
COMMIT;
