using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>The option <c>headers</c>: what each request says of its event. Safe for all threads.</summary>
internal sealed class EventHeaders
{
    private readonly HttpOutputOptions _options;
    private readonly PluginContext _context;
    private readonly OccasionalWarning _changed;

    /// <exception cref="PluginOptionException">A header cannot be sent.</exception>
    public EventHeaders(HttpOutputOptions options, PluginContext context)
    {
        foreach (var (name, format) in options.Headers)
        {
            HeaderText.Check("headers", name, format.Text);
        }

        _options = options;
        _context = context;
        _changed = new OccasionalWarning(context.Log, context.Clock);
    }

    /// <summary>Adds the headers to a request, in place of those that it has under the same names.</summary>
    /// <param name="request">A request with content.</param>
    /// <param name="source">The event that values are taken from.</param>
    public void AddTo(HttpRequestMessage request, Event source)
    {
        foreach (var (name, format) in _options.Headers)
        {
            var value = format.Format(source);
            if (HeaderText.Clean(ref value))
            {
                _context.Counters.Add("changed_headers", 1);

                // Without the value, of which a part may be a password.
                _changed.Write($"headers => {{ \"{name}\" => … }} gave an event's value a line break or another control character, which no header can hold: it is sent with blanks in their place.");
            }

            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.Remove(name);
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
