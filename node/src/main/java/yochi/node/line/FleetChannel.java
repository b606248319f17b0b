package yochi.node.line;

import java.io.IOException;

/** One open way to the fleet. What it hears goes into an inbox. */
interface FleetChannel extends AutoCloseable {
    /** Sends one message and waits until it is on its way. */
    void send(byte[] message) throws IOException, InterruptedException;

    /** Whether the fleet can only answer, so that it must be asked often. */
    boolean polled();

    @Override
    void close();

    /** A message as the fleet sent it, or that it cannot be understood. */
    static Event heard(byte[] bytes) {
        try {
            return new Event.Heard(OpampTranslator.read(OpampTranslator.unframe(bytes)));
        } catch (IllegalArgumentException e) {
            return new Event.Lost(String.valueOf(e.getMessage()));
        }
    }

    /** What the owner of the channel has to deal with. */
    sealed interface Event {
        /** Something to tell. */
        record Tell(NodeStatus.Parts parts) implements Event {}

        /** A message of the fleet. */
        record Heard(OpampTranslator.FleetMessage message) implements Event {}

        /** The channel is gone. */
        record Lost(String why) implements Event {}
    }
}
