package yochi.link.exchange;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Offender;
import yochi.core.model.Prefix;
import yochi.core.model.Service;

/** The JSON form of an {@link Offender}, inside a notice to the owner of its network. */
final class OffenderJson {
    private OffenderJson() {}

    static ObjectNode write(Offender offender) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("address", offender.address().toString())
                .put("asn", offender.asn().number())
                .put("from", offender.from().toString())
                .put("until", offender.until().toString())
                .put("evidence", Fields.word(offender.evidence()))
                .put("sensors", offender.sensors());
        json.set(
                "attackTypes",
                Fields.array(
                        offender.attackTypes().stream().map(AttackType::name).toList()));
        json.set(
                "services",
                Fields.array(
                        offender.services().stream().map(Service::toString).toList()));
        return json;
    }

    static Offender read(Fields in) {
        return new Offender(
                Prefix.parse(in.text("address")),
                new Asn(in.whole("asn")),
                in.instant("from"),
                in.instant("until"),
                in.word("evidence", Offender.Evidence.class),
                Math.toIntExact(in.whole("sensors")),
                in.texts("attackTypes").stream().map(AttackType::valueOf).toList(),
                in.texts("services").stream().map(Service::parse).toList());
    }
}
