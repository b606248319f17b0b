package yochi.member.detection;

/** Takes flow records one by one. */
@FunctionalInterface
public interface FlowSink {
    void accept(FlowRecord flow);
}
