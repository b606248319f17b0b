package yochi.node.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The facts that the decision list goes by, read from versioned tables, immutable and swapped whole: special-purpose
 * blocks, amplifier ports, names of services, scanning tools, who scans to investigate, what becomes of sessions.
 */
public final class Rules {
    /** Version of the decision list itself (algorithms §1.1), told in every report beside those of the tables. */
    public static final String LIST_VERSION = "2";

    private static final String BLOCKS = "block,name,source";
    private static final Rules SHIPPED = new Rules(Optional.empty());

    private final List<FactTable> tables;
    private final AddressBlocks special;
    private final AddressBlocks investigative;
    private final Amplifiers amplifiers;
    private final ServiceNames names;
    private final ToolRelations tools;
    private final SessionBayes sessions;

    private Rules(Optional<Path> folder) {
        FactTable specialTable = FactTable.read("special-purpose.csv", BLOCKS, folder);
        FactTable amplifierTable = FactTable.read(Amplifiers.FILE, Amplifiers.HEADER, folder);
        FactTable toolTable = FactTable.read(Relation.FILE, Relation.HEADER, folder);
        FactTable investigativeTable = FactTable.read("investigative.csv", BLOCKS, folder);
        FactTable nameTable = FactTable.read(ServiceNames.FILE, ServiceNames.HEADER, folder);
        FactTable sessionTable = FactTable.read(SessionBayes.FILE, SessionBayes.HEADER, folder);
        tables = List.of(specialTable, amplifierTable, toolTable, investigativeTable, nameTable, sessionTable);
        special = new AddressBlocks(specialTable);
        investigative = new AddressBlocks(investigativeTable);
        amplifiers = new Amplifiers(amplifierTable);
        names = new ServiceNames(nameTable);
        tools = new ToolRelations(Relation.of(toolTable));
        sessions = new SessionBayes(sessionTable);
    }

    /** The tables that lie beside the classes. */
    public static Rules shipped() {
        return SHIPPED;
    }

    /**
     * The shipped tables, each replaced by the folder's of the same name. A wrong table is a
     * {@link yochi.core.model.YochiException} that names file and line.
     */
    public static Rules read(Path folder) {
        return new Rules(Optional.of(folder));
    }

    /** Versions of all tables, such as {@code special-purpose 2026-11-21, …}. */
    public String version() {
        StringBuilder out = new StringBuilder();
        for (FactTable table : tables) {
            String name = table.place().substring(table.place().lastIndexOf('/') + 1);
            out.append(out.isEmpty() ? "" : ", ").append(name.replace(".csv", "")).append(' ').append(table.version());
        }
        return out.toString();
    }

    public Amplifiers amplifiers() {
        return amplifiers;
    }

    public ServiceNames names() {
        return names;
    }

    /** What becomes of sessions that no rule decided. */
    public SessionBayes sessions() {
        return sessions;
    }

    AddressBlocks special() {
        return special;
    }

    AddressBlocks investigative() {
        return investigative;
    }

    ToolRelations tools() {
        return tools;
    }

    boolean listsInvestigators() {
        return !investigative.isEmpty();
    }

    /** Whether the address is one of an organisation that scans to investigate and says so. */
    public boolean investigates(int ipVersion, long high, long low) {
        return investigative.contains(ipVersion, high, low);
    }
}
