package io.certyn.orchestrator.session.store;

import io.certyn.ids.CaseId;
import io.certyn.orchestrator.session.SessionFacts;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "session_case")
class SessionCaseRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "session_id")
    UUID session;

    @Column(name = "case_id")
    UUID testCase;

    @Column(name = "key")
    String key;

    @Column(name = "position")
    int position;

    SessionFacts.Member toMember() {
        return new SessionFacts.Member(new CaseId(testCase), key);
    }
}
