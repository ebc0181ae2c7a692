using System.Text.Json;

namespace El4k.Rest.Endpoints.Bulk;

/// <summary>Remembers the last index name, so that a run of operations on one index shares one string.</summary>
internal sealed class NameCache
{
    private string? _last;

    public string Get(ref Utf8JsonReader json)
    {
        if (_last is null || !json.ValueTextEquals(_last))
        {
            _last = json.GetString()!;
        }

        return _last;
    }
}
