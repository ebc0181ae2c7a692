namespace El4k.Aws.Tests.Credentials;

/// <summary>Sets environment variables of the process, which the vendor's library reads, and puts the former values back.</summary>
internal sealed class ProcessVariables : IDisposable
{
    private readonly Dictionary<string, string?> _former = [];

    public string? this[string name]
    {
        get => Environment.GetEnvironmentVariable(name);
        set
        {
            _former.TryAdd(name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _former)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
