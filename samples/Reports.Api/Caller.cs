namespace Reports.Api;

/// <summary>Who calls, as this sample takes it on trust: from a header, or else from the query.</summary>
internal static class Caller
{
    public const string UserHeader = "X-User";
    public const string CustomerHeader = "X-Customer";

    public static string? User(HttpRequest request) => Read(request, UserHeader, "user");

    public static string? Customer(HttpRequest request) => Read(request, CustomerHeader, "customer");

    private static string? Read(HttpRequest request, string header, string query)
    {
        string? value = request.Headers[header];
        return string.IsNullOrEmpty(value) ? request.Query[query] : value;
    }
}
