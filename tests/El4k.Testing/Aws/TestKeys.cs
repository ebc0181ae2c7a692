namespace El4k.Testing.Aws;

/// <summary>Keys for tests: those of AWS's own published examples.</summary>
public static class TestKeys
{
    /// <summary>The access key's id.</summary>
    public const string Id = "AKIDEXAMPLE";

    /// <summary>Its secret.</summary>
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /// <summary>The region of all tests.</summary>
    public const string Region = "eu-central-1";

    /// <summary>Checks signatures made with these keys.</summary>
    public static SignatureCheck Check(string service) =>
        new(service, Region, new Dictionary<string, string> { [Id] = Secret }, TimeProvider.System);
}
