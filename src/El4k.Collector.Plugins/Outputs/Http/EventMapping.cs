using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>The option <c>mapping</c>: a tree of names, lists and texts that is filled in for each event. Immutable.</summary>
internal sealed class EventMapping
{
    private readonly object? _tree;

    private EventMapping(object? tree) => _tree = tree;

    /// <summary>Prepares a mapping; null when the option is not given.</summary>
    /// <param name="option">What the option holds.</param>
    /// <param name="escapes">How brackets in names of fields are written.</param>
    /// <exception cref="PluginOptionException">It is no hash, or a text in it is no format.</exception>
    public static EventMapping? From(object? option, FieldEscapeStyle escapes) => option switch
    {
        null => null,
        EventMap map => new EventMapping(Prepare(map, escapes)),
        _ => throw new PluginOptionException("mapping", "give a hash of names and texts, such as { \"text\" => \"%{message}\" }"),
    };

    /// <summary>The map for an event.</summary>
    public EventMap Fill(Event source) => (EventMap)Fill(_tree, source)!;

    private static object? Prepare(object? value, FieldEscapeStyle escapes)
    {
        switch (value)
        {
            case string text:
                return StringFormat.TryParse(text, out var format, out var error, escapes: escapes) ? format : throw new PluginOptionException("mapping", error);
            case EventMap map:
                var prepared = new EventMap();
                foreach (var (name, item) in map)
                {
                    prepared[name] = Prepare(item, escapes);
                }

                return prepared;
            case List<object?> list:
                return list.ConvertAll(item => Prepare(item, escapes));
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
