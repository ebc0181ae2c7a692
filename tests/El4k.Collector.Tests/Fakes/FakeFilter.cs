using System.Collections.Concurrent;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>Sets fields, drops, clones, throws or holds events, as its options say.</summary>
internal sealed class FakeFilter : IFilter
{
    private readonly FakeFilterOptions _options;
    private readonly ConcurrentQueue<Event> _held = new();
    private int _hasFailed;

    public FakeFilter(FakeFilterOptions options, PluginContext context)
    {
        _options = options;
        if (options.Text == "refused")
        {
            throw new PluginOptionException("text", $"{context.Id} does not like this text.");
        }
    }

    public FakeFilterOptions Options => _options;

    public void Filter(FilterSelection events)
    {
        if (_options.ShortOfMemory && Interlocked.Exchange(ref _hasFailed, 1) == 0)
        {
            throw Shortage.Of("filter");
        }

        for (int i = 0; i < events.Count; i++)
        {
            if (_options.Throw)
            {
                throw new InvalidOperationException("planted");
            }

            foreach ((FieldReference field, StringFormat format) in _options.Set)
            {
                events[i].Set(field, format.Format(events[i]));
            }

            if (_options.Duplicate)
            {
                events.Add(events[i].Clone());
            }

            if (_options.Hold)
            {
                _held.Enqueue(events[i].Clone());
            }

            if (_options.Spin > 0)
            {
                Thread.SpinWait(_options.Spin);
                Thread.Yield();
            }

            if (_options.Drop || _options.Hold)
            {
                events[i].Cancel();
            }

            if (_options.Match)
            {
                events.Match(i);
            }
        }
    }

    public void Flush(FilterSelection due, bool isFinal)
    {
        while ((isFinal || _options.Release) && _held.TryDequeue(out Event? held))
        {
            due.Add(held);
        }
    }
}
