namespace El4k.Client.Wire;

/// <summary>Who sends: the fields every record of this process carries, encoded once.</summary>
internal sealed class RecordIdentity
{
    private const int MaxText = 200;

    private readonly byte[] _service;
    private readonly byte[] _origin;

    public RecordIdentity(El4kClientOptions options)
    {
        var json = new JsonBuffer();
        json.Raw(",\"service\":"u8);
        json.Text(options.Service, MaxText);
        _service = json.Written.ToArray();

        json.Clear();
        Add(json, ",\"env\":"u8, options.Environment);
        Add(json, ",\"version\":"u8, options.Version);
        Add(json, ",\"instance\":"u8, options.Instance);
        Add(json, ",\"region\":"u8, options.Region);
        _origin = json.Written.ToArray();
    }

    /// <summary>Appends the service; the usual pipeline names the index after it.</summary>
    public void WriteService(JsonBuffer json) => json.Raw(_service);

    /// <summary>Appends environment, version, instance and region, as far as they are known.</summary>
    public void WriteOrigin(JsonBuffer json) => json.Raw(_origin);

    private static void Add(JsonBuffer json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.Raw(name);
            json.Text(value, MaxText);
        }
    }
}
