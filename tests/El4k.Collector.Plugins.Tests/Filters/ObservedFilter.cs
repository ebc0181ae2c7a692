using System.Text.Json;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Pipeline;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>One filter of a configuration, run as a worker runs it, with everything checked that holds for every filter whatever it does.</summary>
internal sealed class ObservedFilter : IFilter
{
    private const string RanTag = "the common options ran";

    // Deeper than events may be, as a filter puts them below fields.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 2 * JsonValue.MaxDepth };

    private readonly PluginStep<IFilter> _step;
    private readonly FilterRunner _runner;
    private readonly string _origin;
    private readonly List<bool> _matched = [];
    private Exception? _thrown;
    private int _cancelled;
    private int _added;

    /// <param name="step">The filter.</param>
    /// <param name="origin">Where it comes from, for messages.</param>
    public ObservedFilter(PluginStep<IFilter> step, string origin)
    {
        var shared = new SharedFilterOptions { AddTag = [StringFormat.Parse(RanTag)] };
        _step = step with { Plugin = this, Shared = shared };
        Inner = step.Plugin;
        _origin = origin;
        _runner = new FilterRunner(new Dictionary<SharedFilterOptions, FilterDecoration> { [shared] = new(shared) });
    }

    private IFilter Inner { get; }

    /// <inheritdoc/>
    public void Filter(FilterSelection events)
    {
        var selected = Enumerable.Range(0, events.Count).Select(i => events[i]).ToArray();
        try
        {
            Inner.Filter(events);
        }
        catch (Exception thrown)
        {
            _thrown = thrown;
        }

        _matched.AddRange(selected.Select((_, i) => events.IsMatched(i)));
        _cancelled += selected.Count(one => one.IsCancelled);
        _added += events.Added.Count;
    }

    /// <inheritdoc/>
    public void Flush(FilterSelection due, bool isFinal)
    {
        var before = due.Added.Count;
        try
        {
            Inner.Flush(due, isFinal);
        }
        catch (Exception thrown)
        {
            _thrown = thrown;
        }

        _added += due.Added.Count - before;
    }

    /// <summary>Runs events through the filter and checks what came of them.</summary>
    public void Run(IReadOnlyList<Event> events, FlushMode flush = FlushMode.None)
    {
        _matched.Clear();
        (_cancelled, _added) = (0, 0);
        var told = events.Select(one => Shortened(one.ToJson())).ToArray();
        var before = _step.Context.Counters.Read();
        var list = new EventList();
        foreach (var one in events)
        {
            list.Add(one);
        }

        _runner.Run([_step], list, flush);

        Assert.True(_thrown is null, $"{_origin}: {_thrown?.GetType().Name} {_thrown?.Message} with one of\n{string.Join('\n', told)}\n{_thrown?.StackTrace}");
        for (var i = 0; i < events.Count; i++)
        {
            var ran = events[i].HasTag(RanTag);
            Assert.True(events[i].IsCancelled || ran == _matched[i], $"{_origin}: matched {_matched[i]}, but common options {ran} for {told[i]}");
        }

        var out_ = list.Memory.ToArray();
        Assert.All(out_.Except(events), added => Assert.True(added.HasTag(RanTag), $"{_origin}: no common options for an added event"));
        Assert.All(out_, one => AssertEncodes(one, _origin));
        AssertCounts(before, events.Count, out_.Length);
    }

    private void AssertCounts(PluginCountersSnapshot before, int received, int sent)
    {
        var after = _step.Context.Counters.Read();
        Assert.True(sent == received - _cancelled + _added, $"{_origin}: {sent} events came out of {received}, of which {_cancelled} were cancelled and to which {_added} were added");
        Assert.Equal((received, sent), (after.Received - before.Received, after.Out - before.Out));
    }

    private static void AssertEncodes(Event one, string origin)
    {
        var json = one.ToJson();
        try
        {
            using var document = JsonDocument.Parse(json, Deep);
            using var metadata = JsonDocument.Parse(ValueText.Of(one.Metadata), Deep);
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
            Assert.True(document.RootElement.TryGetProperty("@timestamp", out _) || !one.Contains(FieldReference.Timestamp), $"{origin}: @timestamp is lost in {Shortened(json)}");
            Assert.Equal(document.RootElement.EnumerateObject().Count(), document.RootElement.EnumerateObject().Select(member => member.Name).Distinct().Count());
        }
        catch (JsonException broken)
        {
            Assert.Fail($"{origin}: {broken.Message} in {Shortened(json)}");
        }
    }

    private static string Shortened(string text) => text.Length <= 300 ? text : $"{text[..300]}… ({text.Length})";
}
