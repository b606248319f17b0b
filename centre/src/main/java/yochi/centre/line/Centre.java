package yochi.centre.line;

import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import yochi.centre.collection.CollectionRoutes;
import yochi.centre.collection.Extractions;
import yochi.centre.collection.Offenders;
import yochi.centre.collection.Parcels;
import yochi.centre.collection.SeenVictims;
import yochi.centre.collection.Victims;
import yochi.centre.fleet.Fleet;
import yochi.centre.fleet.FleetNode;
import yochi.centre.fleet.FleetRoutes;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.fleet.Rollout;
import yochi.centre.gate.Gate;
import yochi.centre.ledger.Ledger;
import yochi.centre.response.Response;
import yochi.centre.round.Round;
import yochi.centre.store.ControlStore;
import yochi.centre.store.TableReportStore;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.link.config.Secret;
import yochi.link.identity.CertificateAuthority;
import yochi.link.identity.EstResponder;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.OneTimeTokens;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;
import yochi.link.wire.Parcel;
import yochi.link.wire.ReloadableKey;
import yochi.link.wire.TlsContexts;

/**
 * A running centre: its authority, its rooms and its two listeners, in one directory. Open it, give it the routes of
 * further rooms, start it, close it.
 */
public final class Centre implements AutoCloseable {
    private final CentreSettings settings;
    private final Surroundings around;
    private final OwnFolder folder;
    private final CertificateAuthority authority;
    private final OneTimeTokens tokens;
    private final SigningKey signingKey;
    private final ReloadableKey key;
    private final Gate gate;
    private final TableReportStore store;
    private final Fleet fleet;
    private final ControlStore control;
    private final yochi.centre.collection.Collection collection;
    private final Victims victims;
    private final Offenders offenders;
    private final SeenVictims seenVictims;
    private final Extractions extractions;
    private final Parcels parcels;
    private final Upkeep upkeep;
    private Optional<Listener> party = Optional.empty();
    private final Tellings tellings = new Tellings();
    private Optional<Listener> open = Optional.empty();
    private volatile Optional<Round> rounds = Optional.empty();
    private volatile Optional<Response> response = Optional.empty();
    private volatile Optional<Ledger> ledger = Optional.empty();

    /**
     * Opens all rooms.
     *
     * @param opened takes in what must be closed, in this order, should a later room not open
     */
    private Centre(CentreSettings settings, Surroundings around, OwnFolder folder, Deque<AutoCloseable> opened) {
        this.settings = settings;
        this.around = around;
        this.folder = folder;
        authority = CertificateAuthority.open(
                folder.path("authority"),
                settings.name() + " root",
                CertificateAuthority.Lives.usual(),
                around.clock(),
                around.random());
        tokens = OneTimeTokens.open(folder.path("tokens"), around.clock(), around.random());
        signingKey = IdentityFolder.open(folder.path("identity")).signingKey(around.random());
        key = ReloadableKey.of(authority.issueOwn(name(), settings.hosts()));
        gate = new Gate(authority::objection);
        store = TableReportStore.open(folder.folder("store"), settings.store(), around.clock());
        opened.push(store);
        fleet = new Fleet(folder.path("fleet.db"), around.clock(), around.ticker(), around.random(), around.events());
        opened.push(fleet);
        control = ControlStore.open(folder.path("control.db"), SeenVictims.AND_OTHERS);
        opened.push(control);
        collection = new yochi.centre.collection.Collection(store, around.clock(), around.events());
        victims = new Victims(control, settings.home(), around.clock(), around.events());
        offenders = new Offenders(control, settings.home(), around.clock(), around.events());
        seenVictims = new SeenVictims(control, settings.home(), around.clock(), around.events());
        extractions = new Extractions(around.ticker(), around.events());
        parcels = new Parcels(control, this::addressee, around.clock(), around.events());
        upkeep = new Upkeep(store, () -> key.replace(authority.issueOwn(name(), settings.hosts())), around.clock());
    }

    /** Takes the directory and opens all rooms; nothing listens yet. */
    public static Centre open(CentreSettings settings, Surroundings around) {
        OwnFolder folder = OwnFolder.take(settings.directory());
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        opened.push(folder);
        try {
            return new Centre(settings, around, folder, opened);
        } catch (RuntimeException e) {
            opened.forEach(room -> closeAfter(e, room));
            throw e;
        }
    }

    private static void closeAfter(RuntimeException why, AutoCloseable room) {
        try {
            room.close();
        } catch (Exception another) {
            why.addSuppressed(another);
        }
    }

    /** Listens, with the routes of further rooms beside those of fleet, collection and enrolment. */
    public void start(List<Consumer<RoutesConfig>> partyRoutes, List<Consumer<RoutesConfig>> openRoutes) {
        SSLContext tls = TlsContexts.server(key, authority.root(), any -> false);
        party = Optional.of(Listener.start(
                settings.party(), tls, TlsContexts.ClientCertificate.REQUIRED, forParties(partyRoutes)));
        OperatorRoutes operators = new OperatorRoutes(this, folder.path(OperatorRoutes.TOKEN_FILE), around);
        open = Optional.of(Listener.start(
                settings.open(), tls, TlsContexts.ClientCertificate.REQUESTED, forAll(openRoutes, operators)));
        operators.announce();
        upkeep.start();
        around.events().mark("centre.started", settings.name(), java.util.Map.of());
    }

    private List<Consumer<RoutesConfig>> forParties(List<Consumer<RoutesConfig>> more) {
        List<Consumer<RoutesConfig>> out = new ArrayList<>(more);
        out.add(new FleetRoutes(gate, fleet)::register);
        out.add(new CollectionRoutes(
                gate, fleet::admits, collection, victims, offenders, seenVictims, extractions, parcels)::register);
        return out;
    }

    private List<Consumer<RoutesConfig>> forAll(List<Consumer<RoutesConfig>> more, OperatorRoutes operators) {
        List<Consumer<RoutesConfig>> out = new ArrayList<>();
        out.add(new EstRoutes(new EstResponder(authority, tokens))::register);
        out.add(new HealthRoute(this, store.table()::answers)::register);
        out.add(operators::register);
        out.addAll(more); // last, since the pages answer every other path below /api/ with "not found"
        return out;
    }

    /** The routes of both listeners, without listening. */
    List<Consumer<RoutesConfig>> routes(List<Consumer<RoutesConfig>> further) {
        List<Consumer<RoutesConfig>> out = new ArrayList<>(forParties(further));
        out.addAll(forAll(
                List.of(), new OperatorRoutes(this, folder.path(OperatorRoutes.TOKEN_FILE), around)));
        return out;
    }

    /** Lets operators ask for the rounds of analyses, and stop one. */
    void offer(Round made) {
        rounds = Optional.of(made);
    }

    /** Lets operators write down what members say by telephone. */
    void offer(Response made) {
        response = Optional.of(made);
    }

    /** Lets operators withdraw a sealed statement. */
    void offer(Ledger made) {
        ledger = Optional.of(made);
    }

    /** Its ledger; none where it only collects. */
    Optional<Ledger> ledger() {
        return ledger;
    }

    /** Its response room; none where it only collects. */
    Optional<Response> response() {
        return response;
    }

    /** Its rounds of analyses; none where it only collects. */
    Optional<Round> rounds() {
        return rounds;
    }

    /** The centre's name as in its certificate. */
    public PartyName name() {
        return PartyName.centre(settings.name());
    }

    public CentreSettings settings() {
        return settings;
    }

    public Fleet fleet() {
        return fleet;
    }

    public yochi.centre.collection.Collection collection() {
        return collection;
    }

    /** Whether each node sends what it finds; {@link HomeCentre} hands it every stored report. */
    Tellings tellings() {
        return tellings;
    }

    public Offenders offenders() {
        return offenders;
    }

    public Victims victims() {
        return victims;
    }

    public SeenVictims seenVictims() {
        return seenVictims;
    }

    public Extractions extractions() {
        return extractions;
    }

    /** What nodes told each other through it. */
    public Parcels parcels() {
        return parcels;
    }

    private Optional<NodeId> addressee(Parcel.Label label) {
        return fleet.nodes().stream()
                .filter(n -> n.revoked().isEmpty()
                        && n.name().equals(label.to())
                        && n.country().equals(label.country()))
                .map(FleetNode::id)
                .findFirst();
    }

    public TableReportStore store() {
        return store;
    }

    /** Who may come in at the party listener; further rooms ask it for the peer. */
    public Gate gate() {
        return gate;
    }

    public CertificateAuthority authority() {
        return authority;
    }

    /** Signs the centre's own messages. */
    public Signer signer() {
        return new Signer(signingKey, name(), around.clock(), around.random());
    }

    /** A file or folder of a further room inside the centre's directory. */
    public Path path(String name) {
        return folder.path(name);
    }

    /** Where parties speak to it, once started. */
    public URI partyListener() {
        return address(settings.party().host(), party);
    }

    /** Where everybody may look, once started. */
    public URI openListener() {
        return address(settings.open().host(), open);
    }

    private static URI address(String host, Optional<Listener> listener) {
        int port = listener.orElseThrow(() -> new IllegalStateException("not started"))
                .port();
        return URI.create("https://" + host + ":" + port);
    }

    /** Invites a node: it gets an identity, a one-time token, and its country's policy when it comes. */
    public Invitation inviteNode(String name, Country country, String operator) {
        NodeId id = fleet.invite(name, country, operator);
        policyOf(country).ifPresent(policy -> fleet.push(policy, List.of(id)));
        return invitation(PartyName.of(id), name);
    }

    /** Invites a member by the name that its certificate will carry. */
    public Invitation inviteMember(String name) {
        return invitation(PartyName.member(name), name);
    }

    private Invitation invitation(PartyName party, String name) {
        String token = tokens.issue(new OneTimeTokens.Grant(party, List.of()), settings.tokenLife());
        return new Invitation(
                party,
                name,
                name(),
                settings.home(),
                partyListener(),
                openListener(),
                authority.fingerprint(),
                signingKey.publicPart().toString(),
                new Secret(token));
    }

    /** The policy that the settings have for a country. */
    public Optional<PolicyFiles> policyOf(Country country) {
        return Optional.ofNullable(settings.policies()
                        .getOrDefault(country.code(), settings.policies().get(CentreSettings.OTHER)))
                .map(PolicyFolder::read);
    }

    /** Makes nodes run a policy; waits, at most so long, until each has proved it or refused. */
    public Rollout push(PolicyFiles policy, Collection<NodeId> nodes, Duration patience) throws InterruptedException {
        Rollout rollout = fleet.push(policy, nodes);
        rollout.await(patience);
        return rollout;
    }

    /** Takes back a node's certificates: from now on it is refused. */
    public void revoke(NodeId node, String why) {
        authority.revoke(PartyName.of(node), why);
        fleet.revoke(node, why);
    }

    /** Who else holds sketches: told, every hour, before which receipt they are to be forgotten. */
    void alsoForgetting(java.util.function.Consumer<Instant> also) {
        upkeep.alsoForgetting(also);
    }

    @Override
    public void close() {
        extractions.close();
        upkeep.close();
        fleet.cut();
        party.ifPresent(Listener::close);
        open.ifPresent(Listener::close);
        fleet.close();
        control.close();
        store.close();
        folder.close();
    }
}
