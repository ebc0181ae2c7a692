using El4k.Rest.Http;
using Microsoft.AspNetCore.Http;

namespace El4k.Rest.Endpoints.Info;

/// <summary><c>GET /</c> and <c>GET /_license</c>: what clients ask before they send anything.</summary>
/// <remarks>
/// Clients of the two families test for opposite things, so the answer depends on who asks: Elasticsearch's identity for its own clients,
/// Logstash and the Beats; OpenSearch's for everybody else.
/// </remarks>
internal sealed class InfoEndpoint(RestOptions options) : IEndpoint
{
    private const string ElasticsearchTagline = "You Know, for Search";
    private const string OpenSearchTagline = "The OpenSearch Project: https://opensearch.org/";

    public void Map(RouteTable routes)
    {
        routes.Map("GET,HEAD", "/", [], InfoAsync);
        routes.Map("GET", "/_license", [], (_, response) => response.WriteAsync(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("license");
            json.WriteString("status", "active");
            json.WriteString("uid", options.ClusterUuid);
            json.WriteString("type", "basic");
            json.WriteString("issued_to", options.Name);
            json.WriteEndObject();
            json.WriteEndObject();
        }));
    }

    private Task InfoAsync(RestRequest request, RestResponse response)
    {
        var elastic = IsElasticFamily(request.Http);
        return response.WriteAsync(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("name", options.Name);
            json.WriteString("cluster_name", options.Name);
            json.WriteString("cluster_uuid", options.ClusterUuid);
            json.WriteStartObject("version");
            if (elastic)
            {
                json.WriteString("number", options.ElasticsearchVersion);
                json.WriteString("build_flavor", "default");
            }
            else
            {
                json.WriteString("distribution", "opensearch");
                json.WriteString("number", options.OpenSearchVersion);
            }

            json.WriteString("build_type", "el4k");
            json.WriteBoolean("build_snapshot", false);
            json.WriteString("lucene_version", "10.0.0");
            json.WriteString("minimum_wire_compatibility_version", "7.17.0");
            json.WriteString("minimum_index_compatibility_version", "7.0.0");
            json.WriteEndObject();
            json.WriteString("tagline", elastic ? ElasticsearchTagline : OpenSearchTagline);
            json.WriteEndObject();
        });
    }

    private static bool IsElasticFamily(HttpRequest http)
    {
        var agent = http.Headers.UserAgent.ToString();
        return http.Headers.ContainsKey("x-elastic-client-meta")
            || http.Headers.Accept.ToString().Contains("vnd.elasticsearch", StringComparison.OrdinalIgnoreCase)
            || (http.ContentType ?? "").Contains("vnd.elasticsearch", StringComparison.OrdinalIgnoreCase)
            || agent.Contains("logstash", StringComparison.OrdinalIgnoreCase)
            || agent.Contains("beat", StringComparison.OrdinalIgnoreCase);
    }
}
