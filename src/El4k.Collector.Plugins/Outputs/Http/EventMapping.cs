using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>The option <c>mapping</c>: a tree of names, lists and texts that is filled in for each event. Immutable.</summary>
internal sealed class EventMapping
{
    private readonly object? _tree;

    private EventMapping(object? tree) => _tree = tree;

    /// <summary>Prepares a mapping; null when the option is not given.</summary>
    /// <exception cref="PluginOptionException">It is no hash, or a text in it is no format.</exception>
    public static EventMapping? From(object? option) => option switch
    {
        null => null,
        EventMap map => new EventMapping(Prepare(map)),
        _ => throw new PluginOptionException("mapping", "give a hash of names and texts, such as { \"text\" => \"%{message}\" }"),
    };

    /// <summary>The map for an event.</summary>
    public EventMap Fill(Event source) => (EventMap)Fill(_tree, source)!;

    private static object? Prepare(object? value)
    {
        switch (value)
        {
            case string text:
                return StringFormat.TryParse(text, out var format, out var error) ? format : throw new PluginOptionException("mapping", error);
            case EventMap map:
                var prepared = new EventMap();
                foreach (var (name, item) in map)
                {
                    prepared[name] = Prepare(item);
                }

                return prepared;
            case List<object?> list:
                return list.ConvertAll(Prepare);
            default:
                return value;
        }
    }

    private static object? Fill(object? node, Event source)
    {
        switch (node)
        {
            case StringFormat format:
                return format.Format(source);
            case EventMap map:
                var filled = new EventMap();
                foreach (var (name, item) in map)
                {
                    filled[name] = Fill(item, source);
                }

                return filled;
            case List<object?> list:
                return list.ConvertAll(item => Fill(item, source));
            default:
                return node;
        }
    }
}
