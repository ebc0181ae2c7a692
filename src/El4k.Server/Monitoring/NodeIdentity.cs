using System.Text.Json.Nodes;

namespace El4k.Server.Monitoring;

/// <summary>Who answers: the fields with which every answer begins.</summary>
/// <param name="Id">Stays the same over restarts on the same data folder.</param>
/// <param name="EphemeralId">New with each start.</param>
internal sealed record NodeIdentity(string Host, string Version, string Name, Guid Id, Guid EphemeralId)
{
    private const string FileName = "uuid";

    /// <summary>This process; the id is read from the data folder, or written there the first time.</summary>
    public static NodeIdentity Of(string data, string name, string version)
    {
        var host = Environment.MachineName;
        return new NodeIdentity(host, version, name.Length == 0 ? host : name, ReadOrMakeId(Path.Combine(data, FileName)), Guid.NewGuid());
    }

    public JsonObject ToJson(Uri address) => new()
    {
        ["host"] = Host,
        ["version"] = Version,
        ["http_address"] = $"{address.Host}:{address.Port}",
        ["id"] = Id.ToString(),
        ["name"] = Name,
        ["ephemeral_id"] = EphemeralId.ToString(),
    };

    private static Guid ReadOrMakeId(string file)
    {
        var made = Guid.NewGuid();
        try
        {
            if (File.Exists(file) && Guid.TryParse(File.ReadAllText(file), out var known))
            {
                return known;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, made.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that may not be written costs an id that lasts, not the API.
        }

        return made;
    }
}
