package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import yochi.core.model.Service;

class ServiceNumberTest {
    @Test
    void everyServiceSurvivesPacking() {
        for (Service.Protocol protocol : Service.Protocol.values()) {
            for (int number : new int[] {-1, 0, 1, 445, 65_534, 65_535}) {
                Service service = new Service(protocol, number);
                int packed = ServiceNumber.pack(service);
                assertThat(packed).isBetween(0, ServiceNumber.LIMIT - 1);
                assertThat(ServiceNumber.unpack(packed)).isEqualTo(service);
            }
        }
    }
}
