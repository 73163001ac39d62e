package com.atomiton.events.autoconfigure.endpoint;

import com.atomiton.events.EventType;
import com.atomiton.events.bus.BusMonitor;
import com.atomiton.events.codec.EventShape;
import com.atomiton.events.observation.SessionReport;
import com.atomiton.events.observation.SubscriptionReport;
import com.atomiton.events.protocol.NamePattern;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of a process as an AsyncAPI 3.0 document. An event is a channel. The process receives what it listens to or
 * answers; it sends what a peer listens to, and what it has a type for without listening to it. What replies are like is
 * not known.
 */
final class AsyncApiDocument {

    private static final String MESSAGES = "messages";

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final ObjectNode channels;
    private final ObjectNode operations;
    private final ObjectNode components;
    private final BusMonitor monitor;
    private final Collection<SubscriptionReport> subscriptions;
    private final Collection<SessionReport> sessions;

    private AsyncApiDocument(BusMonitor monitor, String title, String version) {
        this.monitor = monitor;
        this.subscriptions = monitor.subscriptions();
        this.sessions = monitor.sessionReports();
        root.put("asyncapi", "3.0.0");
        root.putObject("info").put("title", title).put("version", version);
        root.put("defaultContentType", "application/json");
        channels = root.putObject("channels");
        operations = root.putObject("operations");
        components = root.putObject("components");
        components.putObject(MESSAGES);
        components.putObject("schemas");
        monitor.catalog().types().stream()
                .sorted(Comparator.comparing(EventType::name))
                .forEach(this::add);
    }

    /** The document as it is now, as maps and lists. */
    static Map<String, Object> of(BusMonitor monitor, String title, String version) {
        ObjectNode document = new AsyncApiDocument(monitor, title, version).root;
        return JsonMapper.shared().convertValue(document, new TypeReference<Map<String, Object>>() {});
    }

    private void add(EventType<?> type) {
        String id = id(type.name());
        addMessage(id, type);
        ObjectNode channel = channels.putObject(id).put("address", type.name());
        reference(channel.putObject(MESSAGES).putObject(id), "#/components/messages/" + id);
        boolean handles = subscriptions.stream()
                .anyMatch(each -> each.answers() && each.name().equals(type.name()));
        boolean listens = subscriptions.stream().anyMatch(each -> !each.answers() && matches(each.name(), type.name()));
        boolean wanted = sessions.stream()
                .flatMap(session -> session.listens().stream())
                .anyMatch(pattern -> matches(pattern, type.name()));
        if (listens || handles) {
            ObjectNode receive = addOperation("receive", id);
            if (handles) {
                addReply(receive, id);
            }
        }
        if (wanted || !listens && !handles) {
            addOperation("send", id);
        }
    }

    private void addMessage(String id, EventType<?> type) {
        ObjectNode message = ((ObjectNode) components.get(MESSAGES)).putObject(id);
        message.put("name", type.name()).put("title", type.payloadType().getTypeName());
        message.put("x-delivery", type.delivery().name());
        if (type.isRetained()) {
            message.put("x-retained", true);
        }
        EventShape shape = monitor.shape(type.name());
        if (shape != null) {
            String pointer = "#/components/schemas/" + id;
            ((ObjectNode) components.get("schemas")).set(id, shape.schemaAt(pointer));
            reference(message.putObject("payload"), pointer);
            message.put("x-fingerprint", shape.fingerprint());
        }
    }

    private ObjectNode addOperation(String action, String id) {
        ObjectNode operation = operations.putObject(action + "." + id).put("action", action);
        reference(operation.putObject("channel"), "#/channels/" + id);
        reference(operation.putArray(MESSAGES).addObject(), "#/channels/" + id + "/messages/" + id);
        return operation;
    }

    private void addReply(ObjectNode operation, String id) {
        String replies = id + ".reply";
        ObjectNode channel = channels.putObject(replies).putNull("address");
        channel.putObject(MESSAGES).putObject("reply").put("title", "The answer to one request, to its asker");
        ObjectNode reply = operation.putObject("reply");
        reference(reply.putObject("channel"), "#/channels/" + replies);
        reference(reply.putArray(MESSAGES).addObject(), "#/channels/" + replies + "/messages/reply");
    }

    private static void reference(ObjectNode node, String pointer) {
        node.put("$ref", pointer);
    }

    private static boolean matches(String pattern, String name) {
        return NamePattern.of(pattern).matches(name);
    }

    /** Keys of components have no colons: those are points, and where that is another event's, underscores follow. */
    private String id(String name) {
        String id = name.replace(':', '.');
        while (channels.has(id)) {
            id += "_";
        }
        return id;
    }
}
