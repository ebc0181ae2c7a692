using System.Collections.Frozen;
using El4k.Store.Search;

namespace El4k.Store;

/// <summary>The URL parameters of a search, checked by name.</summary>
internal sealed class SearchParameters
{
    // What other layers read, or what steers a cluster that is not there.
    private static readonly FrozenSet<string> Ignored = FrozenSet.ToFrozenSet(
        [
            "allow_no_indices", "allow_partial_search_results", "batched_reduce_size", "cancel_after_time_interval", "ccs_minimize_roundtrips", "error_trace",
            "expand_wildcards", "filter_path", "format", "human", "ignore_throttled", "ignore_unavailable", "index", "max_concurrent_searches",
            "max_concurrent_shard_requests", "phase_took", "pre_filter_shard_size", "preference", "pretty", "request_cache", "routing",
            "source", "source_content_type", "timeout",
        ],
        StringComparer.Ordinal);

    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public SearchParameters(IReadOnlyDictionary<string, string> values) => _values = values;

    public string? Read(string name)
    {
        _read.Add(name);
        return _values.GetValueOrDefault(name);
    }

    public IReadOnlyList<string> ReadList(string name) => Read(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public bool ReadFlag(string name, bool fallback = false) => Read(name) switch
    {
        null => fallback,
        "" or "true" => true,
        "false" => false,
        var text => throw new InvalidRequestException(
            InvalidRequestException.IllegalArgument, $"the parameter [{name}] must be true or false, but is [{text}]"),
    };

    public int? ReadCount(string name)
    {
        var text = Read(name);
        if (text is null)
        {
            return null;
        }

        return int.TryParse(text, out var number) && number >= 0
            ? number
            : throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"the parameter [{name}] must be a whole number, but is [{text}]");
    }

    /// <exception cref="InvalidRequestException">A parameter was not read and is none that may be ignored.</exception>
    public void RejectUnread()
    {
        foreach (var name in _values.Keys.Where(name => !_read.Contains(name) && !Ignored.Contains(name)))
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"request contains unrecognized parameter: [{name}]");
        }
    }
}
