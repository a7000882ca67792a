import type { QueryTimes } from './query-functions.ts';

/** The parameters of the queries that come with Huntbook, by language, family and name. */
export interface PackQueries {
  kql: {
    AuditD: {
      /** Changes of what the audit daemon records, and its stops, as by somebody who wants to be unseen. */
      audit_rules_changed: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** The raw audit lines of a host, the records of one event gathered in one row. */
      auditd_all: QueryTimes & {
        /** Table to read (AuditLog_CL) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Commands that ran with the rights of root in the session of a person who had signed in as somebody else. */
      commands_as_root_by_people: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** The audit records of a host, of the given kinds, such as USER_LOGIN. */
      list_audit_records: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** Kinds of record to find */
        record_types?: string | number | readonly (string | number)[];
      };
      /** Programs that ran on a host, each with its command line, its account and its parent, put together from the records of one event. */
      list_host_processes: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Command lines that make a job, a service, a key or an account that lets somebody come back. */
      persistence_commands: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Programs that ran only a few times on all hosts together. */
      rare_programs: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** How often at most */
        max_times?: number | bigint;
      };
      /** Command lines by which a shell reports to another computer. */
      reverse_shells: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Command lines that carry files to or from the network. */
      uploads_and_downloads: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
    };
    Azure: {
      /** Everything that anybody did in Microsoft 365. */
      OfficeActivity: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Commands and extensions that were run on virtual machines by way of Azure, by whom and from where. */
      azure_commands_on_machines: QueryTimes & {
        /** Table to read (AzureActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Diagnostic settings, workspaces, alert rules and protections that were deleted or switched off in Azure. */
      azure_logging_removed: QueryTimes & {
        /** Table to read (AzureActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts that deleted many resources of Azure within an hour. */
      azure_mass_deletion: QueryTimes & {
        /** Table to read (AzureActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of resources within an hour */
        min_deletions?: number | bigint;
      };
      /** Operations in Azure that an account carried out for the first time in weeks, such as running commands on machines. */
      azure_rare_operations: QueryTimes & {
        /** Table to read (AzureActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** Rights on resources of Azure that were given to somebody, by whom and from where. */
      azure_role_assignments: QueryTimes & {
        /** Table to read (AzureActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts whose password was wrong many times from an address that then got in. */
      brute_force_then_success: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of wrong passwords within an hour */
        min_failures?: number | bigint;
        /** How many minutes after the last failure the success may come */
        window_minutes?: number | bigint;
      };
      /** Policies of conditional access that were made, changed or deleted, and by whom. */
      conditional_access_changes: QueryTimes & {
        /** Table to read (AuditLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Applications that were given access to data, by whom and from where, and to what. */
      consent_grants: QueryTimes & {
        /** Table to read (AuditLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Applications that got a new secret or certificate, by which somebody can sign in as them. */
      credentials_added_to_application: QueryTimes & {
        /** Table to read (AuditLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Sign-ins by a code that was typed on another device, which phishing asks for. */
      device_code_signins: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Applications that an account signed in to for the first time in weeks, where it did so from an unusual address. */
      first_app_for_account: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** What the directory knows of an account, such as its department, manager, roles and groups. */
      get_identity_for_account: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (IdentityInfo) */
        table?: string | number;
        /** Name of the account, with or without its domain */
        account_name: string | number;
      };
      /** Sessions of administration in Exchange, as the ordered commands of an account and address without a long pause, ready for rare_sequences. */
      get_office_windowed_sessions: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Longest session in minutes */
        max_session_minutes?: number | bigint;
        /** Longest pause within a session in minutes */
        max_pause_minutes?: number | bigint;
      };
      /** The last record of a virtual machine, by its name. */
      get_vmcomputer_for_host: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (VMComputer) */
        table?: string | number;
        /** Name of the machine, or a whole part of it */
        host_name: string | number;
      };
      /** The last record of the virtual machine that has an address. */
      get_vmcomputer_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (VMComputer) */
        table?: string | number;
        /** Address that the files came from */
        ip_address: string | number;
      };
      /** Guests that were invited, by whom, from where and whether they came. */
      guest_invitations: QueryTimes & {
        /** Table to read (AuditLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts that signed in at two places one after the other, faster than anybody travels. */
      impossible_travel: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least distance in kilometres */
        min_kilometres?: number | bigint;
        /** Least speed in kilometres an hour */
        min_speed?: number | bigint;
      };
      /** Sign-ins by protocols that ask for no second factor, such as IMAP and POP, by account and address. */
      legacy_authentication: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Every sign-in of an account to Entra ID, those that failed too, by its name or its id. */
      list_aad_signins_for_account: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Name of the account, with or without its domain (!!DEFAULT!!) */
        account_name?: string | number;
        /** Id of the account in Entra ID (!!DEFAULT!!) */
        account_id?: string | number;
      };
      /** Every sign-in to Entra ID from the given addresses. */
      list_aad_signins_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Addresses to find */
        ip_address_list: string | number | readonly (string | number)[];
      };
      /** All sign-ins to Entra ID with the place that each came from. */
      list_all_signins_geo: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (SigninLogs) */
        table?: string | number;
      };
      /** What an account did or had done to it in Entra ID, as the audit log tells. */
      list_audit_events_for_account: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (AuditLogs) */
        table?: string | number;
        /** Name of the account, with or without its domain */
        account_name: string | number;
      };
      /** What was done in Entra ID from the given addresses, as the audit log tells. */
      list_audit_events_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (AuditLogs) */
        table?: string | number;
        /** Addresses to find */
        ip_address_list: string | number | readonly (string | number)[];
      };
      /** What an account did in Azure, by its name. */
      list_azure_activity_for_account: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (AzureActivity) */
        table?: string | number;
        /** Name of the account, with or without its domain */
        account_name: string | number;
      };
      /** What was done in Azure from the given addresses. */
      list_azure_activity_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (AzureActivity) */
        table?: string | number;
        /** Addresses to find */
        ip_address_list: string | number | readonly (string | number)[];
      };
      /** What was done with a resource of Azure, by its id or a part of it. */
      list_azure_activity_for_resource: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (AzureActivity) */
        table?: string | number;
        /** Id of the resource, or a whole part of it */
        resource_id?: string | number;
        resource?: string | number;
      };
      /** Writes of a file with a given MD5 hash to Azure storage. */
      list_storage_ops_for_hash: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** MD5 hash of the file, in hexadecimal digits */
        file_hash: string | number;
      };
      /** Files that were written to Azure storage from an address, with their hashes. */
      list_storage_ops_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Address that the files came from */
        ip_address: string | number;
      };
      /** Sign-ins from an address that an indicator of the older table names. */
      match_signins: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts whose second factor was refused several times and then granted, as when somebody gives in. */
      mfa_fatigue: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Length of the window in minutes */
        window_minutes?: number | bigint;
        /** Least number of refusals in a window */
        min_refusals?: number | bigint;
      };
      /** Second factors that were registered, changed or deleted, for whom, by whom and from where. */
      mfa_method_changes: QueryTimes & {
        /** Table to read (AuditLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Addresses that tried few passwords on many accounts in a day, and the accounts whose password was right. */
      password_spray: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of accounts that failed in a day */
        min_accounts?: number | bigint;
      };
      /** Operations on the directory that very few accounts carried out, rarest first. */
      rare_directory_operations: QueryTimes & {
        /** Table to read (AuditLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** How many accounts at most */
        max_actors?: number | bigint;
        /** How often at most */
        max_times?: number | bigint;
      };
      /** User agents with which very few accounts signed in, as scripts and tools of attackers have. */
      rare_user_agents: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** How many accounts at most */
        max_accounts?: number | bigint;
      };
      /** Sign-ins that Entra ID itself called risky, and whether they got in. */
      risky_signins: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Members that a role of the directory got or could activate, by whom and from where. */
      role_assignments: QueryTimes & {
        /** Table to read (AuditLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Applications that signed in from an address from which they had not in the days before the range. */
      service_principal_new_address: QueryTimes & {
        /** Table to read (AADServicePrincipalSignInLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** Accounts that were signed in from more than one country in the same hour. */
      several_countries_at_once: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts that signed in from a country from which they had not in the days before the range. */
      signin_from_new_country: QueryTimes & {
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** From where and with what an account signs in, how often it works and how often it fails. */
      summarize_signins_for_account: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (SigninLogs) */
        table?: string | number;
        /** Name of the account, with or without its domain */
        account_name: string | number;
      };
    };
    AzureNetwork: {
      /** Which address spoke to which, first and last time, as a firewall saw it. */
      all_network_connections_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
      };
      /** All flows of a virtual machine that a network security group logged, refused ones too. */
      az_net_analytics: QueryTimes & {
        /** Table to read (AzureNetworkAnalytics_CL) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or any part of it */
        host_name?: string | number;
        /** A further step that keeps some rows */
        where_clause?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** A step that chooses and names columns */
        query_project?: string | number;
      };
      /** What Azure Firewall refused, by source, destination and rule. */
      azure_firewall_denied: QueryTimes & {
        /** Table to read (AZFWNetworkRule) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Who asked for a domain or a name below it, and what the answer was. */
      dns_lookups_for_domain: QueryTimes & {
        /** Table to read (DnsEvents) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The domain */
        domain: string | number;
      };
      /** Which names were answered with an address, and who asked for them. */
      dns_lookups_for_ip: QueryTimes & {
        /** Table to read (DnsEvents) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Which names an address asked for. */
      dns_lookups_from_ip: QueryTimes & {
        /** Table to read (DnsEvents) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** The last report of a host, with its system and addresses. */
      get_heartbeat_for_host: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Table to read (Heartbeat) */
        table?: string | number;
      };
      /** The last report of the host that has an address. */
      get_heartbeat_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
        /** Table to read (Heartbeat) */
        table?: string | number;
      };
      /** The virtual machine of Azure that last had an address. */
      get_host_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
        /** Table to read (AzureNetworkAnalytics_CL) */
        table?: string | number;
      };
      /** The last known private and public addresses of a virtual machine of Azure. */
      get_ips_for_host: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Table to read (AzureNetworkAnalytics_CL) */
        table?: string | number;
      };
      /** How much each source sent and received by the hour, ready for a time line or a search for anomalies. */
      get_network_summary: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (NetworkSummary_CL) */
        table?: string | number;
      };
      /** Connections that a firewall, or another source on a computer, saw and told of. */
      host_network_connections_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Computers whose lines of firewall name an address, and what it spoke with. */
      hosts_by_ip_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** The address */
        ip_address?: string | number;
      };
      /** Connections from and to an address that a firewall saw. */
      ip_network_connections_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** The address */
        ip_address?: string | number;
      };
      /** Addresses that a computer's lines of firewall name as source and destination. */
      ips_by_host_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Allowed flows of a virtual machine of Azure, one row for each outside address. */
      list_azure_network_flows_by_host: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Table to read (AzureNetworkAnalytics_CL) */
        table?: string | number;
        /** A step that chooses and names columns */
        query_project?: string | number;
      };
      /** Allowed flows of Azure's networks from or to the given addresses, one row for each outside address. */
      list_azure_network_flows_by_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Addresses to find */
        ip_address_list: string | number | readonly (string | number)[];
        /** Table to read (AzureNetworkAnalytics_CL) */
        table?: string | number;
        /** A step that chooses and names columns */
        query_project?: string | number;
      };
      /** Flows of virtual networks from or to the given addresses, with bytes and the rule that let them through. */
      list_vnet_flows_for_ip: QueryTimes & {
        /** Table to read (NTANetAnalytics) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Addresses to find */
        ip_address_list: string | number | readonly (string | number)[];
      };
      /** Who a firewall saw asking for a URL or a domain. */
      network_connections_to_url: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** The URL or domain, or a whole part of it */
        url: string | number;
      };
    };
    AzureSentinel: {
      /** One bookmark by its id. */
      get_bookmark_by_id: {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Id of the bookmark */
        bookmark_id: string | number;
      };
      /** Bookmarks by their name or a part of it. */
      get_bookmark_by_name: {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the bookmark, or a whole part of it */
        bookmark_name: string | number;
      };
      /** One dynamic summary by its id, with its items. */
      get_dynamic_summary_by_id: {
        /** Table to read (DynamicSummary) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Id of the summary */
        summary_id: string | number;
      };
      /** Dynamic summaries by their name, with their items. */
      get_dynamic_summary_by_name: {
        /** Table to read (DynamicSummary) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the summary */
        summary_name: string | number;
      };
      /** Bookmarks of hunts that nobody has deleted, with the computer and account that each is about. */
      list_bookmarks: QueryTimes & {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Bookmarks whose row names a host, an account, an address, a domain, a URL or any other thing. */
      list_bookmarks_for_entity: QueryTimes & {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of any thing (na) */
        entity_id?: string | number;
        /** Name of a host (na) */
        host_name?: string | number;
        /** Name of an account (na) */
        account_name?: string | number;
        /** An address (na) */
        ip_address?: string | number;
        /** A domain (na) */
        domain?: string | number;
        /** A URL (na) */
        url?: string | number;
      };
      /** Bookmarks that carry one of the given tags. */
      list_bookmarks_for_tags: QueryTimes & {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Tags to find */
        bookmark_tags: string | number | readonly (string | number)[];
      };
      /** Dynamic summaries that are active, and all their items. */
      list_dynamic_summaries: QueryTimes & {
        /** Table to read (DynamicSummary) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Who asked the workspace what, by which client, and how much came back. */
      list_queries_run: QueryTimes & {
        /** Table to read (LAQueryLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** How much each table took in a day, by which a source that fell silent shows. */
      list_table_volumes: QueryTimes & {
        /** Table to read (Usage) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
    };
    Email: {
      /** Links that somebody clicked in a mail, after which a file came to a device from the same site within minutes. */
      clicked_then_downloaded: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** How many minutes after the click the file may come */
        window_minutes?: number | bigint;
      };
      /** Mails with a threat that were delivered all the same, or were removed only later. */
      delivered_threats: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Senders from outside who wrote for the first time in weeks, to how many people and with how many attachments and links. */
      first_contact_senders: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** One mail with its recipients, attachments and links. */
      get_mail: {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Network message id of the mail */
        message_id: string | number;
      };
      /** Links that somebody clicked on, and whether they were stopped. */
      list_clicks_of_account: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Name or address of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Who clicked on a link to a URL or a domain, and whether it was stopped. */
      list_clicks_on_url: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** The URL or domain, or a whole part of it */
        url: string | number;
      };
      /** Mails whose subject holds some words. */
      list_mails_by_subject: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Words of the subject */
        subject: string | number;
      };
      /** Mails that somebody got, with what became of them. */
      list_mails_for_recipient: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Address of the recipient, or a whole part of it */
        account_name?: string | number;
        mailbox?: string | number;
      };
      /** Mails that came from a server of an address. */
      list_mails_from_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Address of the sending server */
        ip_address: string | number;
      };
      /** Mails that came from an address or a domain, to whom and with what became of them. */
      list_mails_from_sender: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Address or domain of the sender, or a whole part of it */
        sender: string | number;
      };
      /** Mails that carried a file of a name or a hash. */
      list_mails_with_attachment: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Name of the file, or a whole part of it, or its SHA256 hash */
        file_name?: string | number;
        file_hash?: string | number;
      };
      /** Mails that held a link to a URL or a domain, and who got them. */
      list_mails_with_url: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** The URL or domain, or a whole part of it */
        url: string | number;
      };
      /** What was done with a mail after it had been delivered, such as its removal. */
      list_post_delivery_actions: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Network message id of the mail; all mails unless given */
        message_id?: string | number;
      };
      /** Domains that wrote from outside and whose name holds the name of a domain that writes regularly, as a disguise does. */
      lookalike_senders: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** From how many mails on a domain writes regularly */
        regular_mails?: number | bigint;
      };
      /** Mails whose sender, or the sender's domain or address, an indicator of the older table names. */
      match_email_senders: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
    };
    Heartbeat: {
      /** The last report of a host, with its system and addresses. */
      get_heartbeat_for_host: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Table to read (Heartbeat) */
        table?: string | number;
      };
      /** The last report of the host that has an address. */
      get_heartbeat_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
        /** Table to read (Heartbeat) */
        table?: string | number;
      };
      /** The last report of a host, with its system and addresses. */
      get_info_by_hostname: QueryTimes & {
        /** Table to read (Heartbeat) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Further steps at the end of the query (| top 1 by TimeGenerated desc nulls last) */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
      };
      /** The last report of the host that has an address. */
      get_info_by_ipaddress: QueryTimes & {
        /** Table to read (Heartbeat) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Further steps at the end of the query (| top 1 by TimeGenerated desc nulls last) */
        add_query_items?: string | number;
        /** Address of the host */
        ip_address: string | number;
      };
      /** Hours for which a host that usually reports did not, as when its agent was stopped. */
      list_host_gaps: QueryTimes & {
        /** Table to read (Heartbeat) */
        table?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Length from which a gap is told, in hours */
        gap_hours?: number | bigint;
      };
      /** Every host that reported, with its system and addresses and when it did first and last. */
      list_hosts: QueryTimes & {
        /** Table to read (Heartbeat) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Hosts that reported in the range and stopped hours before its end. */
      list_silent_hosts: QueryTimes & {
        /** Table to read (Heartbeat) */
        table?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** For how many hours at least it has been silent */
        silent_hours?: number | bigint;
      };
    };
    IdentityOnPrem: {
      /** Where an account signed in by way of Active Directory or failed to. */
      logons_for_account: QueryTimes & {
        /** Table to read (IdentityLogonEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Who signed in from a device by way of Active Directory or failed to. */
      logons_for_host: QueryTimes & {
        /** Table to read (IdentityLogonEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** Who signed in from an address by way of Active Directory or failed to. */
      logons_for_ip: QueryTimes & {
        /** Table to read (IdentityLogonEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Address that the logons came from */
        ip_address: string | number;
      };
    };
    LinuxAudit: {
      /** Changes of what the audit daemon records, and its stops, as by somebody who wants to be unseen. */
      audit_rules_changed: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** The raw audit lines of a host, the records of one event gathered in one row. */
      auditd_all: QueryTimes & {
        /** Table to read (AuditLog_CL) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Commands that ran with the rights of root in the session of a person who had signed in as somebody else. */
      commands_as_root_by_people: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** The audit records of a host, of the given kinds, such as USER_LOGIN. */
      list_audit_records: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** Kinds of record to find */
        record_types?: string | number | readonly (string | number)[];
      };
      /** Programs that ran on a host, each with its command line, its account and its parent, put together from the records of one event. */
      list_host_processes: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Command lines that make a job, a service, a key or an account that lets somebody come back. */
      persistence_commands: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Programs that ran only a few times on all hosts together. */
      rare_programs: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** How often at most */
        max_times?: number | bigint;
      };
      /** Command lines by which a shell reports to another computer. */
      reverse_shells: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Command lines that carry files to or from the network. */
      uploads_and_downloads: QueryTimes & {
        /** Table to read (LinuxAuditLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
    };
    LinuxSyslog: {
      /** Every line that a host sent by syslog. */
      all_syslog: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
      };
      /** What cron ran on a host and for whom, and who changed its tables. */
      cron_activity: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
      };
      /** Where an account failed to sign in, and from where. */
      list_account_logon_failures: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Name of the account */
        account_name: string | number;
      };
      /** Who failed to sign in to a host, and from where. */
      list_host_logon_failures: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
      };
      /** Which accounts and hosts were tried in vain from an address. */
      list_ip_logon_failures: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Address that the logons came from */
        ip_address: string | number;
      };
      /** Every failed attempt to sign in to any host. */
      list_logon_failures: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
      };
      /** On which hosts an account signed in, from where and by which method. */
      list_logons_for_account: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Name of the account */
        account_name: string | number;
      };
      /** Every line of a host about signing in, with its result, account, address and method. */
      list_logons_for_host: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
      };
      /** Who signed in to which host from an address. */
      list_logons_for_source_ip: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Address that the logons came from */
        ip_address: string | number;
      };
      /** The lines of a host that call themselves critical, an alert or an emergency. */
      notable_events: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
      };
      /** Which addresses a Squid proxy on a host was asked for, by whom and with what result. */
      squid_activity: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name?: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Name of the proxy's user; all users unless given */
        user?: string | number;
      };
      /** Accounts that signed in by SSH from an address that they had not used in the days before the range. */
      ssh_from_new_address: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** Addresses that failed at SSH many times and then signed in, with the account that it worked for. */
      ssh_guessing_then_success: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Least number of failures from the address */
        min_failures?: number | bigint;
      };
      /** Who ran what with the rights of whom by sudo on a host, and whose attempts failed. */
      sudo_activity: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Name of the account; all accounts unless given */
        account_name?: string | number;
      };
      /** Commands that were run by sudo only a few times on all hosts together. */
      sudo_rare_commands: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** How often at most */
        max_times?: number | bigint;
      };
      /** How many lines each program of a host sent, by facility and severity. */
      summarize_events: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
      };
      /** Processes that started on a host, as Sysmon for Linux reports them by syslog. */
      sysmon_process_events: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
      };
      /** Accounts and groups of a host that were added, changed or removed. */
      user_group_activity: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
      };
      /** Who signed in to a host or failed to, with the address and the method. */
      user_logon: QueryTimes & {
        /** Table to read (Syslog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
      };
    };
    M365D: {
      /** Alerts that are about an application in the cloud. */
      application_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the application */
        app_name: string | number;
      };
      /** Who signed in to a device or failed to, from where and how. */
      device_logons: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceLogonEvents) */
        table?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** What was made, changed or deleted in a folder; an older name of list_file_events_for_path. */
      file_path: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the folder, or any part of it */
        path: string | number;
      };
      /** Alerts that are about a device. */
      host_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** What a device connected to, and which program did. */
      host_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name?: string | number;
        hostname?: string | number;
      };
      /** Alerts that are about an address. */
      ip_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Which devices and programs connected to or from an address. */
      ip_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Every alert of Defender in a time range. */
      list_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Alerts with all that they are about, one row for each host, account, file, address or other thing. */
      list_alerts_with_evidence: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Every connection of every device. */
      list_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Files that came from the web or by mail to devices, from which address and by which program. */
      list_downloads: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Where a file of a name was made, changed or deleted, and by which program. */
      list_file_events_for_filename: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the file, or a whole part of it */
        file_name: string | number;
      };
      /** Where a file with a hash was made, changed or deleted, and by which program. */
      list_file_events_for_hash: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the file, SHA256, SHA1 or MD5 */
        file_hash?: string | number;
        hash?: string | number;
      };
      /** Every file that was made, changed or deleted on a device. */
      list_file_events_for_host: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name?: string | number;
        /** Id of the device */
        device_id?: string | number;
      };
      /** What was made, changed or deleted in a folder, and by which program. */
      list_file_events_for_path: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the folder, or any part of it */
        path: string | number;
      };
      /** Where a file with a hash was made, changed or deleted; an older name of list_file_events_for_hash. */
      list_filehash: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the file, SHA256, SHA1 or MD5 */
        file_hash?: string | number;
        hash?: string | number;
      };
      /** Where a file of a name was made, changed or deleted; an older name of list_file_events_for_filename. */
      list_files: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the file, or a whole part of it */
        file_name: string | number;
      };
      /** Every program that a device started, with its command line, its parent and its account. */
      list_host_processes: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** Alerts that are about a mail. */
      mail_message_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Network message id of the mail */
        message_id: string | number;
      };
      /** Alerts that are about a mailbox. */
      mailbox_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Address of the mailbox */
        mailbox: string | number;
      };
      /** Computers on which a file lay whose hash an indicator of the older table names. */
      match_device_files: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Computers that connected to an address or a domain that an indicator of the older table names. */
      match_device_network: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Alerts that are about a program that ran. */
      process_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the program */
        file_name?: string | number;
        process?: string | number;
      };
      /** Programs whose command line holds one of the given words. */
      process_cmd_line: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Words to find in command lines */
        cmd_line: string | number | readonly (string | number)[];
      };
      /** On which devices a program ran, by its name or its hash. */
      process_creations: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the program, or any part of it, or its hash */
        process_identifier: string | number;
      };
      /** On which devices a program with a hash ran. */
      process_for_hash: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the program, SHA256, SHA1 or MD5 */
        file_hash: string | number;
      };
      /** On which devices programs ran from a folder, by its path or a part of it. */
      process_paths: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the program, or any part of it */
        file_path: string | number;
      };
      /** Which devices and programs connected to a port. */
      protocol_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Number of the port, such as 445 */
        protocol: string | number;
      };
      /** Alerts that are about a key of the registry. */
      registry_key_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Whole path of the key */
        key_name: string | number;
      };
      /** Alerts that are about a file or process with a SHA1 hash. */
      sha1_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** SHA1 hash of the file */
        file_hash?: string | number;
        sha1?: string | number;
      };
      /** Alerts that are about a file or process with a SHA256 hash. */
      sha256_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** SHA256 hash of the file */
        file_hash?: string | number;
        sha256?: string | number;
      };
      /** What a device connected to, by program and remote address, how often and over how many hours. */
      summarize_connections_of_host: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name?: string | number;
        hostname?: string | number;
      };
      /** Which programs a device ran, how often, for whom and on how many other devices they ran too. */
      summarize_programs_of_host: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** Alerts that are about a URL or a domain. */
      url_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The URL, or a whole part of it */
        url: string | number;
      };
      /** Which devices and programs connected to a URL or a domain. */
      url_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The URL or domain, or a whole part of it */
        url: string | number;
      };
      /** Alerts that are about an account. */
      user_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the account, without its domain */
        account_name: string | number;
      };
      /** Files that programs of an account made, changed or deleted. */
      user_files: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Where an account signed in to devices or failed to, and how. */
      user_logons: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceLogonEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Connections that programs of an account made. */
      user_network: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Programs that ran for an account, with their command lines. */
      user_processes: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
    };
    M365DHunting: {
      /** Helpers of the sign-in screen, such as sticky keys, that were replaced or bound to another program. */
      accessibility_persistence: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Other files that came from sites from which Defender Antivirus had stopped a file. */
      av_sites: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Command lines that carry a Windows program in Base64. */
      b64_pe: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs that connect to one outside name in even steps of time for many hours, as implants report. */
      beacon_candidates: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Least number of connections */
        min_connections?: number | bigint;
        /** In how many different hours at least */
        min_hours?: number | bigint;
        /** Highest distance between the quarter and three-quarter gaps, as a share of the median */
        max_jitter?: number;
      };
      /** Public addresses that failed to sign in to a device with several accounts and then got in. */
      brute_force: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Links that somebody clicked in a mail, after which a file came to a device from the same site within minutes. */
      clicked_then_downloaded: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** How many minutes after the click the file may come */
        window_minutes?: number | bigint;
      };
      /** Programs built on Electron that a browser started with an argument that loads a program, as CVE-2018-1000006 did. */
      cve_2018_1000006l: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs that a script of the DHCP client on Linux started, as CVE-2018-1111 (DynoRoot) made it do. */
      cve_2018_1111: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Shells that Excel had started and that connected to a Korean domain, as after CVE-2018-4878. */
      cve_2018_4878: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Documents that came by mail, from which a link was opened at once and a file downloaded. */
      doc_with_link: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Files that came from Dropbox by a link on a page that is not Dropbox's own. */
      dropbox_link: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Links that were opened from a mail program within minutes before an alert on the same device. */
      email_link: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Links in mails that led to a download, whose SmartScreen warning the person then overrode. */
      email_smartscreen: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** PowerShell that was started with an encoded command, decoded, the same texts together and rare ones first. */
      encoded_powershell: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs whose hash ran in the range and on no device in the days before it. */
      first_seen_hash: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** Programs that copied the memory of LSASS or the registry's hives of passwords. */
      lsass_dump: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Windows' own tools that were run on something in the recycle bin, where malware hides. */
      malware_recycle: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs that lie where every user can write and that spoke to the internet. */
      network_from_unusual_folder: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
      };
      /** Programs that tried many ports of one private address. */
      network_scans: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Shells and script hosts that an Office program or a mail program started, as macros do. */
      office_starts_shell: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** PowerShell whose command line fetches something from the network. */
      powershell_downloads: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Values of the registry that start a program at sign-in and that few devices have. */
      rare_autostart: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
      };
      /** Pairs of parent and child programs that were seen on few devices, rarest first. */
      rare_parent_child: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
        /** How many starts at most */
        max_starts?: number | bigint;
      };
      /** Outside names that very few devices connect to, but in many hours. */
      rare_remote_names: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
        /** In how many different hours at least */
        min_hours?: number | bigint;
      };
      /** Programs that run under another name than the one they were built with. */
      renamed_programs: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
      };
      /** Accounts that never sign in at a screen and ran commands by PowerShell remoting. */
      service_account_powershell: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Pages that SmartScreen had warned of and from which somebody downloaded a file all the same. */
      smartscreen_ignored: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs that reached many addresses on port 445, as when somebody looks for shares. */
      smb_discovery: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Devices on which the Tor client or its disguise Meek made connections, by the hash of the program. */
      tor: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Commands of PowerShell that ran on a device around a moment and on few other devices. */
      uncommon_powershell: {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Name or id of the device */
        host_name?: string | number;
        hostname?: string | number;
        /** The moment around which to look */
        timestamp: string | number;
      };
      /** Accounts and groups of the domain that somebody listed by the net command. */
      user_enumeration: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
    };
    MDATP: {
      /** Alerts that are about an application in the cloud. */
      application_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the application */
        app_name: string | number;
      };
      /** Who signed in to a device or failed to, from where and how. */
      device_logons: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceLogonEvents) */
        table?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** What was made, changed or deleted in a folder; an older name of list_file_events_for_path. */
      file_path: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the folder, or any part of it */
        path: string | number;
      };
      /** Alerts that are about a device. */
      host_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** What a device connected to, and which program did. */
      host_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name?: string | number;
        hostname?: string | number;
      };
      /** Alerts that are about an address. */
      ip_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Which devices and programs connected to or from an address. */
      ip_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Every alert of Defender in a time range. */
      list_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Alerts with all that they are about, one row for each host, account, file, address or other thing. */
      list_alerts_with_evidence: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Every connection of every device. */
      list_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Files that came from the web or by mail to devices, from which address and by which program. */
      list_downloads: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Where a file of a name was made, changed or deleted, and by which program. */
      list_file_events_for_filename: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the file, or a whole part of it */
        file_name: string | number;
      };
      /** Where a file with a hash was made, changed or deleted, and by which program. */
      list_file_events_for_hash: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the file, SHA256, SHA1 or MD5 */
        file_hash?: string | number;
        hash?: string | number;
      };
      /** Every file that was made, changed or deleted on a device. */
      list_file_events_for_host: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name?: string | number;
        /** Id of the device */
        device_id?: string | number;
      };
      /** What was made, changed or deleted in a folder, and by which program. */
      list_file_events_for_path: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the folder, or any part of it */
        path: string | number;
      };
      /** Where a file with a hash was made, changed or deleted; an older name of list_file_events_for_hash. */
      list_filehash: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the file, SHA256, SHA1 or MD5 */
        file_hash?: string | number;
        hash?: string | number;
      };
      /** Where a file of a name was made, changed or deleted; an older name of list_file_events_for_filename. */
      list_files: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the file, or a whole part of it */
        file_name: string | number;
      };
      /** Every program that a device started, with its command line, its parent and its account. */
      list_host_processes: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** Alerts that are about a mail. */
      mail_message_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Network message id of the mail */
        message_id: string | number;
      };
      /** Alerts that are about a mailbox. */
      mailbox_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Address of the mailbox */
        mailbox: string | number;
      };
      /** Alerts that are about a program that ran. */
      process_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the program */
        file_name?: string | number;
        process?: string | number;
      };
      /** Programs whose command line holds one of the given words. */
      process_cmd_line: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Words to find in command lines */
        cmd_line: string | number | readonly (string | number)[];
      };
      /** On which devices a program ran, by its name or its hash. */
      process_creations: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the program, or any part of it, or its hash */
        process_identifier: string | number;
      };
      /** On which devices a program with a hash ran. */
      process_for_hash: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the program, SHA256, SHA1 or MD5 */
        file_hash: string | number;
      };
      /** On which devices programs ran from a folder, by its path or a part of it. */
      process_paths: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the program, or any part of it */
        file_path: string | number;
      };
      /** Which devices and programs connected to a port. */
      protocol_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Number of the port, such as 445 */
        protocol: string | number;
      };
      /** Alerts that are about a key of the registry. */
      registry_key_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Whole path of the key */
        key_name: string | number;
      };
      /** Alerts that are about a file or process with a SHA1 hash. */
      sha1_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** SHA1 hash of the file */
        file_hash?: string | number;
        sha1?: string | number;
      };
      /** Alerts that are about a file or process with a SHA256 hash. */
      sha256_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** SHA256 hash of the file */
        file_hash?: string | number;
        sha256?: string | number;
      };
      /** What a device connected to, by program and remote address, how often and over how many hours. */
      summarize_connections_of_host: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name?: string | number;
        hostname?: string | number;
      };
      /** Which programs a device ran, how often, for whom and on how many other devices they ran too. */
      summarize_programs_of_host: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** Alerts that are about a URL or a domain. */
      url_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The URL, or a whole part of it */
        url: string | number;
      };
      /** Which devices and programs connected to a URL or a domain. */
      url_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The URL or domain, or a whole part of it */
        url: string | number;
      };
      /** Alerts that are about an account. */
      user_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the account, without its domain */
        account_name: string | number;
      };
      /** Files that programs of an account made, changed or deleted. */
      user_files: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Where an account signed in to devices or failed to, and how. */
      user_logons: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceLogonEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Connections that programs of an account made. */
      user_network: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Programs that ran for an account, with their command lines. */
      user_processes: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
    };
    MDE: {
      /** Alerts that are about an application in the cloud. */
      application_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the application */
        app_name: string | number;
      };
      /** Who signed in to a device or failed to, from where and how. */
      device_logons: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceLogonEvents) */
        table?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** What was made, changed or deleted in a folder; an older name of list_file_events_for_path. */
      file_path: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the folder, or any part of it */
        path: string | number;
      };
      /** Alerts that are about a device. */
      host_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** What a device connected to, and which program did. */
      host_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name?: string | number;
        hostname?: string | number;
      };
      /** Alerts that are about an address. */
      ip_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Which devices and programs connected to or from an address. */
      ip_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Every alert of Defender in a time range. */
      list_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Alerts with all that they are about, one row for each host, account, file, address or other thing. */
      list_alerts_with_evidence: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Every connection of every device. */
      list_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Files that came from the web or by mail to devices, from which address and by which program. */
      list_downloads: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Where a file of a name was made, changed or deleted, and by which program. */
      list_file_events_for_filename: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the file, or a whole part of it */
        file_name: string | number;
      };
      /** Where a file with a hash was made, changed or deleted, and by which program. */
      list_file_events_for_hash: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the file, SHA256, SHA1 or MD5 */
        file_hash?: string | number;
        hash?: string | number;
      };
      /** Every file that was made, changed or deleted on a device. */
      list_file_events_for_host: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name?: string | number;
        /** Id of the device */
        device_id?: string | number;
      };
      /** What was made, changed or deleted in a folder, and by which program. */
      list_file_events_for_path: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the folder, or any part of it */
        path: string | number;
      };
      /** Where a file with a hash was made, changed or deleted; an older name of list_file_events_for_hash. */
      list_filehash: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the file, SHA256, SHA1 or MD5 */
        file_hash?: string | number;
        hash?: string | number;
      };
      /** Where a file of a name was made, changed or deleted; an older name of list_file_events_for_filename. */
      list_files: QueryTimes & {
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the file, or a whole part of it */
        file_name: string | number;
      };
      /** Every program that a device started, with its command line, its parent and its account. */
      list_host_processes: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** Alerts that are about a mail. */
      mail_message_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Network message id of the mail */
        message_id: string | number;
      };
      /** Alerts that are about a mailbox. */
      mailbox_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Address of the mailbox */
        mailbox: string | number;
      };
      /** Alerts that are about a program that ran. */
      process_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the program */
        file_name?: string | number;
        process?: string | number;
      };
      /** Programs whose command line holds one of the given words. */
      process_cmd_line: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Words to find in command lines */
        cmd_line: string | number | readonly (string | number)[];
      };
      /** On which devices a program ran, by its name or its hash. */
      process_creations: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the program, or any part of it, or its hash */
        process_identifier: string | number;
      };
      /** On which devices a program with a hash ran. */
      process_for_hash: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the program, SHA256, SHA1 or MD5 */
        file_hash: string | number;
      };
      /** On which devices programs ran from a folder, by its path or a part of it. */
      process_paths: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the program, or any part of it */
        file_path: string | number;
      };
      /** Which devices and programs connected to a port. */
      protocol_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Number of the port, such as 445 */
        protocol: string | number;
      };
      /** Alerts that are about a key of the registry. */
      registry_key_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Whole path of the key */
        key_name: string | number;
      };
      /** Alerts that are about a file or process with a SHA1 hash. */
      sha1_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** SHA1 hash of the file */
        file_hash?: string | number;
        sha1?: string | number;
      };
      /** Alerts that are about a file or process with a SHA256 hash. */
      sha256_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** SHA256 hash of the file */
        file_hash?: string | number;
        sha256?: string | number;
      };
      /** What a device connected to, by program and remote address, how often and over how many hours. */
      summarize_connections_of_host: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name?: string | number;
        hostname?: string | number;
      };
      /** Which programs a device ran, how often, for whom and on how many other devices they ran too. */
      summarize_programs_of_host: QueryTimes & {
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the device, or a whole part of it */
        host_name: string | number;
      };
      /** Alerts that are about a URL or a domain. */
      url_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The URL, or a whole part of it */
        url: string | number;
      };
      /** Which devices and programs connected to a URL or a domain. */
      url_connections: QueryTimes & {
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The URL or domain, or a whole part of it */
        url: string | number;
      };
      /** Alerts that are about an account. */
      user_alerts: QueryTimes & {
        /** Table to read (AlertInfo) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the account, without its domain */
        account_name: string | number;
      };
      /** Files that programs of an account made, changed or deleted. */
      user_files: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceFileEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Where an account signed in to devices or failed to, and how. */
      user_logons: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceLogonEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Connections that programs of an account made. */
      user_network: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceNetworkEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** Programs that ran for an account, with their command lines. */
      user_processes: QueryTimes & {
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (DeviceProcessEvents) */
        table?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
    };
    MDEHunting: {
      /** Helpers of the sign-in screen, such as sticky keys, that were replaced or bound to another program. */
      accessibility_persistence: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Other files that came from sites from which Defender Antivirus had stopped a file. */
      av_sites: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Command lines that carry a Windows program in Base64. */
      b64_pe: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs that connect to one outside name in even steps of time for many hours, as implants report. */
      beacon_candidates: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Least number of connections */
        min_connections?: number | bigint;
        /** In how many different hours at least */
        min_hours?: number | bigint;
        /** Highest distance between the quarter and three-quarter gaps, as a share of the median */
        max_jitter?: number;
      };
      /** Public addresses that failed to sign in to a device with several accounts and then got in. */
      brute_force: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs built on Electron that a browser started with an argument that loads a program, as CVE-2018-1000006 did. */
      cve_2018_1000006l: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs that a script of the DHCP client on Linux started, as CVE-2018-1111 (DynoRoot) made it do. */
      cve_2018_1111: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Shells that Excel had started and that connected to a Korean domain, as after CVE-2018-4878. */
      cve_2018_4878: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Documents that came by mail, from which a link was opened at once and a file downloaded. */
      doc_with_link: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Files that came from Dropbox by a link on a page that is not Dropbox's own. */
      dropbox_link: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Links that were opened from a mail program within minutes before an alert on the same device. */
      email_link: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Links in mails that led to a download, whose SmartScreen warning the person then overrode. */
      email_smartscreen: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** PowerShell that was started with an encoded command, decoded, the same texts together and rare ones first. */
      encoded_powershell: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs whose hash ran in the range and on no device in the days before it. */
      first_seen_hash: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** Programs that copied the memory of LSASS or the registry's hives of passwords. */
      lsass_dump: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Windows' own tools that were run on something in the recycle bin, where malware hides. */
      malware_recycle: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs that lie where every user can write and that spoke to the internet. */
      network_from_unusual_folder: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
      };
      /** Programs that tried many ports of one private address. */
      network_scans: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Shells and script hosts that an Office program or a mail program started, as macros do. */
      office_starts_shell: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** PowerShell whose command line fetches something from the network. */
      powershell_downloads: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Values of the registry that start a program at sign-in and that few devices have. */
      rare_autostart: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
      };
      /** Pairs of parent and child programs that were seen on few devices, rarest first. */
      rare_parent_child: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
        /** How many starts at most */
        max_starts?: number | bigint;
      };
      /** Outside names that very few devices connect to, but in many hours. */
      rare_remote_names: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
        /** In how many different hours at least */
        min_hours?: number | bigint;
      };
      /** Programs that run under another name than the one they were built with. */
      renamed_programs: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** On how many devices at most */
        max_devices?: number | bigint;
      };
      /** Accounts that never sign in at a screen and ran commands by PowerShell remoting. */
      service_account_powershell: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Pages that SmartScreen had warned of and from which somebody downloaded a file all the same. */
      smartscreen_ignored: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Programs that reached many addresses on port 445, as when somebody looks for shares. */
      smb_discovery: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Devices on which the Tor client or its disguise Meek made connections, by the hash of the program. */
      tor: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
      /** Commands of PowerShell that ran on a device around a moment and on few other devices. */
      uncommon_powershell: {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
        /** Name or id of the device */
        host_name?: string | number;
        hostname?: string | number;
        /** The moment around which to look */
        timestamp: string | number;
      };
      /** Accounts and groups of the domain that somebody listed by the net command. */
      user_enumeration: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that holds the time (Timestamp) */
        time_column?: string | number;
      };
    };
    MSSentinel: {
      /** One bookmark by its id. */
      get_bookmark_by_id: {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Id of the bookmark */
        bookmark_id: string | number;
      };
      /** Bookmarks by their name or a part of it. */
      get_bookmark_by_name: {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the bookmark, or a whole part of it */
        bookmark_name: string | number;
      };
      /** One dynamic summary by its id, with its items. */
      get_dynamic_summary_by_id: {
        /** Table to read (DynamicSummary) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Id of the summary */
        summary_id: string | number;
      };
      /** Dynamic summaries by their name, with their items. */
      get_dynamic_summary_by_name: {
        /** Table to read (DynamicSummary) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the summary */
        summary_name: string | number;
      };
      /** Bookmarks of hunts that nobody has deleted, with the computer and account that each is about. */
      list_bookmarks: QueryTimes & {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Bookmarks whose row names a host, an account, an address, a domain, a URL or any other thing. */
      list_bookmarks_for_entity: QueryTimes & {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of any thing (na) */
        entity_id?: string | number;
        /** Name of a host (na) */
        host_name?: string | number;
        /** Name of an account (na) */
        account_name?: string | number;
        /** An address (na) */
        ip_address?: string | number;
        /** A domain (na) */
        domain?: string | number;
        /** A URL (na) */
        url?: string | number;
      };
      /** Bookmarks that carry one of the given tags. */
      list_bookmarks_for_tags: QueryTimes & {
        /** Table to read (HuntingBookmark) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Tags to find */
        bookmark_tags: string | number | readonly (string | number)[];
      };
      /** Dynamic summaries that are active, and all their items. */
      list_dynamic_summaries: QueryTimes & {
        /** Table to read (DynamicSummary) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Who asked the workspace what, by which client, and how much came back. */
      list_queries_run: QueryTimes & {
        /** Table to read (LAQueryLogs) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** How much each table took in a day, by which a source that fell silent shows. */
      list_table_volumes: QueryTimes & {
        /** Table to read (Usage) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
    };
    MultiDataSource: {
      /** A series over time with a score for each step, and which steps are out of the ordinary. */
      get_timeseries_anomalies: QueryTimes & {
        /** Table to read */
        table: string | number;
        /** Length of a step of the series, such as 1h (1h) */
        timeframe?: string | number;
        /** Score from which a step is an anomaly; 1.5 is mild, 3 is strong (3) */
        scorethreshold?: string | number;
        /** A further step that keeps some rows */
        where_clause?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that has a series for each of its values (Type) */
        groupbycolumn?: string | number;
        /** Column that holds the time (TimeGenerated) */
        timestampcolumn?: string | number;
        /** Column that the numbers get, and that is added up where the function says so (Total) */
        aggregatecolumn?: string | number;
        /** What is counted, such as count() or sum(SentBytes) (count()) */
        aggregatefunction?: string | number;
      };
      /** A series of numbers over time for each value of a column, one row a series. */
      get_timeseries_data: QueryTimes & {
        /** Table to read */
        table: string | number;
        /** Length of a step of the series, such as 1h (1h) */
        timeframe?: string | number;
        /** A further step that keeps some rows */
        where_clause?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that has a series for each of its values (Type) */
        groupbycolumn?: string | number;
        /** Column that holds the time (TimeGenerated) */
        timestampcolumn?: string | number;
        /** Column that the numbers get, and that is added up where the function says so (Total) */
        aggregatecolumn?: string | number;
        /** What is counted, such as count() or sum(SentBytes) (count()) */
        aggregatefunction?: string | number;
      };
      /** A series over time taken apart into its trend, its season and what neither explains, one row a step. */
      get_timeseries_decompose: QueryTimes & {
        /** Table to read */
        table: string | number;
        /** Length of a step of the series, such as 1h (1h) */
        timeframe?: string | number;
        /** A further step that keeps some rows */
        where_clause?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Column that has a series for each of its values (Type) */
        groupbycolumn?: string | number;
        /** Column that holds the time (TimeGenerated) */
        timestampcolumn?: string | number;
        /** Column that the numbers get, and that is added up where the function says so (Total) */
        aggregatecolumn?: string | number;
        /** What is counted, such as count() or sum(SentBytes) (count()) */
        aggregatefunction?: string | number;
      };
      /** A chart of a series over time beside what was to be expected. */
      plot_timeseries_datawithbaseline: QueryTimes & {
        /** Table to read */
        table: string | number;
        /** Length of a step of the series, such as 1h (1h) */
        timeframe?: string | number;
        /** A further step that keeps some rows */
        where_clause?: string | number;
        /** Column that has a series for each of its values (Type) */
        groupbycolumn?: string | number;
        /** Column that holds the time (TimeGenerated) */
        timestampcolumn?: string | number;
        /** Column that the numbers get, and that is added up where the function says so (Total) */
        aggregatecolumn?: string | number;
        /** What is counted, such as count() or sum(SentBytes) (count()) */
        aggregatefunction?: string | number;
      };
      /** A chart of how far each step of a series lies from what was to be expected. */
      plot_timeseries_scoreanomolies: QueryTimes & {
        /** Table to read */
        table: string | number;
        /** Length of a step of the series, such as 1h (1h) */
        timeframe?: string | number;
        /** Score from which a step is an anomaly; 1.5 is mild, 3 is strong (3) */
        scorethreshold?: string | number;
        /** A further step that keeps some rows */
        where_clause?: string | number;
        /** Column that has a series for each of its values (Type) */
        groupbycolumn?: string | number;
        /** Column that holds the time (TimeGenerated) */
        timestampcolumn?: string | number;
        /** Column that the numbers get, and that is added up where the function says so (Total) */
        aggregatecolumn?: string | number;
        /** What is counted, such as count() or sum(SentBytes) (count()) */
        aggregatefunction?: string | number;
      };
    };
    Network: {
      /** Which address spoke to which, first and last time, as a firewall saw it. */
      all_network_connections_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
      };
      /** Pairs of addresses that speak in even steps of time for many hours, as implants report. */
      beacon_candidates: QueryTimes & {
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of connections */
        min_connections?: number | bigint;
        /** In how many different hours at least */
        min_hours?: number | bigint;
        /** Highest spread of the gaps, as a share of their mean */
        max_jitter?: number;
      };
      /** Domains below which one client asked for many different, long names, as data hidden in names looks. */
      dns_tunnelling: QueryTimes & {
        /** Table to read (DnsEvents) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of different names */
        min_names?: number | bigint;
        /** Least mean length of what stands before the domain */
        min_length?: number | bigint;
      };
      /** Clients that asked for many names that do not exist, as software that makes up names does. */
      failed_lookups: QueryTimes & {
        /** Table to read (DnsEvents) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of different names within an hour */
        min_names?: number | bigint;
      };
      /** Countries that traffic went to for the first time in weeks, from where and how much. */
      first_seen_country: QueryTimes & {
        /** Table to read (NetworkSummary_CL) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** Names that were asked for in the range and by nobody in the days before it. */
      first_seen_domains: QueryTimes & {
        /** Table to read (DnsEvents) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** The last report of a host, with its system and addresses. */
      get_heartbeat_for_host: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Table to read (Heartbeat) */
        table?: string | number;
      };
      /** The last report of the host that has an address. */
      get_heartbeat_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
        /** Table to read (Heartbeat) */
        table?: string | number;
      };
      /** The virtual machine of Azure that last had an address. */
      get_host_for_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
        /** Table to read (AzureNetworkAnalytics_CL) */
        table?: string | number;
      };
      /** The last known private and public addresses of a virtual machine of Azure. */
      get_ips_for_host: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Table to read (AzureNetworkAnalytics_CL) */
        table?: string | number;
      };
      /** How much each source sent and received by the hour, ready for a time line or a search for anomalies. */
      get_network_summary: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Table to read (NetworkSummary_CL) */
        table?: string | number;
      };
      /** Connections that a firewall, or another source on a computer, saw and told of. */
      host_network_connections_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Computers whose lines of firewall name an address, and what it spoke with. */
      hosts_by_ip_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** The address */
        ip_address?: string | number;
      };
      /** Connections from and to an address that a firewall saw. */
      ip_network_connections_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** The address */
        ip_address?: string | number;
      };
      /** Addresses that a computer's lines of firewall name as source and destination. */
      ips_by_host_csl: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** Name of the host, or a whole part of it; all hosts unless given */
        host_name?: string | number;
      };
      /** Sources that sent far more than they received to one outside address in a day. */
      large_uploads: QueryTimes & {
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of megabytes sent in a day */
        min_megabytes?: number | bigint;
      };
      /** Allowed flows of a virtual machine of Azure, one row for each outside address. */
      list_azure_network_flows_by_host: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Table to read (AzureNetworkAnalytics_CL) */
        table?: string | number;
        /** A step that chooses and names columns */
        query_project?: string | number;
      };
      /** Allowed flows of Azure's networks from or to the given addresses, one row for each outside address. */
      list_azure_network_flows_by_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Addresses to find */
        ip_address_list: string | number | readonly (string | number)[];
        /** Table to read (AzureNetworkAnalytics_CL) */
        table?: string | number;
        /** A step that chooses and names columns */
        query_project?: string | number;
      };
      /** Connections that a firewall saw to or from an address that an indicator of the older table names. */
      match_firewall: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Who a firewall saw asking for a URL or a domain. */
      network_connections_to_url: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Vendors of firewalls whose lines are read */
        vendors?: string | number | readonly (string | number)[];
        /** Column that holds the source's address (SourceIP) */
        source_ip_field?: string | number;
        /** Column that holds the destination's address (DestinationIP) */
        dest_ip_field?: string | number;
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** The URL or domain, or a whole part of it */
        url: string | number;
      };
      /** Sources that tried many ports or many addresses in vain within an hour. */
      port_scan: QueryTimes & {
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of ports or addresses within an hour */
        min_targets?: number | bigint;
      };
      /** Outside addresses that very few sources speak to, but often. */
      rare_destinations: QueryTimes & {
        /** Table to read (CommonSecurityLog) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** How many sources at most */
        max_sources?: number | bigint;
        /** Least number of connections */
        min_connections?: number | bigint;
      };
      /** Names that very few clients ask for, but in many hours, as the names of control servers. */
      rare_domains: QueryTimes & {
        /** Table to read (DnsEvents) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** How many clients at most */
        max_clients?: number | bigint;
        /** In how many different hours at least */
        min_hours?: number | bigint;
      };
      /** Hours in which a source sent far more to the internet than its usual course of days explains. */
      traffic_anomalies: QueryTimes & {
        /** Table to read (NetworkSummary_CL) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Score from which an hour is an anomaly; 1.5 is mild, 3 is strong */
        threshold?: number;
        /** Least number of megabytes above what is usual */
        min_megabytes?: number | bigint;
      };
    };
    Office365: {
      /** Everything that anybody did in Microsoft 365. */
      OfficeActivity: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Changes that make Microsoft 365 record less or protect less, such as audit bypass of a mailbox. */
      auditing_reduced: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Sessions of administration in Exchange, as the ordered commands of an account and address without a long pause, ready for rare_sequences. */
      get_office_windowed_sessions: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Longest session in minutes */
        max_session_minutes?: number | bigint;
        /** Longest pause within a session in minutes */
        max_pause_minutes?: number | bigint;
      };
      /** Rules of mailboxes that hide, delete or forward mail, with the words they look for. */
      inbox_rules: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Everything that an account did in Microsoft 365. */
      list_activity_for_account: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the account, with or without its domain */
        account_name: string | number;
      };
      /** Everything that was done in Microsoft 365 from the given addresses, with or without a port in the log. */
      list_activity_for_ip: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Addresses to find */
        ip_address_list: string | number | readonly (string | number)[];
      };
      /** Everything that was done with a file, site or mailbox, by its id or a part of it. */
      list_activity_for_resource: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Id of the object (OfficeObjectId), or a whole part of it */
        resource_id?: string | number;
        resource?: string | number;
      };
      /** Mailboxes and transport rules that were set to forward mail, to whom, by whom and from where. */
      mail_forwarding: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Rights on mailboxes that were given to somebody else, by whom and from where. */
      mailbox_permissions: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Mailboxes that were read from an address from which their owner was not seen in the days before the range. */
      mailbox_read_by_others: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** Accounts that downloaded many files from SharePoint or OneDrive within an hour. */
      mass_downloads: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of files within an hour */
        min_files?: number | bigint;
      };
      /** Commands of administration in Exchange that were used only a few times, and by whom. */
      rare_admin_operations: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** How often at most */
        max_times?: number | bigint;
      };
      /** Files and sites that were shared with people outside or with anybody who has the link. */
      sharing_with_strangers: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** What an account did in Microsoft 365, counted by day, operation and address. */
      summarize_activity_for_account: QueryTimes & {
        /** Table to read (OfficeActivity) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the account, with or without its domain */
        account_name: string | number;
      };
    };
    ResourceGraph: {
      /** Virtual machines with their size, network interface and public address. */
      list_detailed_virtual_machines: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the machine, or any part of it; all machines unless given */
        host_name?: string | number;
      };
      /** Rules of network security groups that let the whole internet in. */
      list_open_network_rules: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Public addresses, and what each is bound to. */
      list_public_ips: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Storage accounts that let anybody read or that answer the whole internet. */
      list_public_storage: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Every resource that the account may see. */
      list_resources: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Types of resources with the version of the API of each. */
      list_resources_by_api_version: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Resources of one type, such as microsoft.keyvault/vaults. */
      list_resources_by_type: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Type of the resources */
        resource_type: string | number;
      };
      /** Every virtual machine. */
      list_virtual_machines: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
    };
    SecurityAlert: {
      /** How many alerts each product raised a day, by severity. */
      count_alerts_by_day: QueryTimes & {
        /** Table to read (SecurityAlert) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** One alert by its id. */
      get_alert: {
        /** Table to read (SecurityAlert) */
        table?: string | number;
        /** A step that names columns as MSTICPy does */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Id of the alert (SystemAlertId) */
        system_alert_id: string | number;
      };
      /** What all alerts of a range tell of, one row a thing, in how many alerts it stands and of which names. */
      list_alert_entities: QueryTimes & {
        /** Table to read (SecurityAlert) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Every alert in a time range. */
      list_alerts: QueryTimes & {
        /** Table to read (SecurityAlert) */
        table?: string | number;
        /** A step that names columns as MSTICPy does */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Which techniques of ATT&CK the alerts of a range name, and in which alerts. */
      list_alerts_by_technique: QueryTimes & {
        /** Table to read (SecurityAlert) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** How often each kind of alert was raised, first and last time, most frequent first. */
      list_alerts_counts: QueryTimes & {
        /** Table to read (SecurityAlert) */
        table?: string | number;
        /** A step that names columns as MSTICPy does */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Alerts that name one of the given addresses, and which of them. */
      list_alerts_for_ip: QueryTimes & {
        /** Table to read (SecurityAlert) */
        table?: string | number;
        /** A step that names columns as MSTICPy does */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** One address, or several with commas between them */
        source_ip_list: string | number;
      };
      /** The alerts that an incident holds, in the order of what they tell. */
      list_alerts_of_incident: QueryTimes & {
        /** Table to read (SecurityIncident) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Number of the incident */
        incident_number: number | bigint;
      };
      /** Incidents of which some alert names a host, an account, an address or any other word. */
      list_incidents_for_entity: QueryTimes & {
        /** Table to read (SecurityIncident) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, account, address or other thing */
        entity_id: string | number;
      };
      /** Alerts that name a host, an account or a process, and which of them each names. */
      list_related_alerts: QueryTimes & {
        /** Table to read (SecurityAlert) */
        table?: string | number;
        /** A step that names columns as MSTICPy does */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of a host, with or without its domain */
        host_name?: string | number;
        /** Name of an account, with or without its domain */
        account_name?: string | number;
        /** Name or path of a program */
        process_name?: string | number;
      };
      /** Kinds of alert that were raised in the range and never in the days before it. */
      rare_alerts: QueryTimes & {
        /** Table to read (SecurityAlert) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
    };
    SecurityIncident: {
      /** One incident by its number, in its last state. */
      get_incident: QueryTimes & {
        /** Table to read (SecurityIncident) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Number of the incident */
        incident_number: number | bigint;
      };
      /** The alerts that an incident holds, in the order of what they tell. */
      list_alerts_of_incident: QueryTimes & {
        /** Table to read (SecurityIncident) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Number of the incident */
        incident_number: number | bigint;
      };
      /** How an incident changed, one row a change, and who changed it. */
      list_incident_history: QueryTimes & {
        /** Table to read (SecurityIncident) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Number of the incident */
        incident_number: number | bigint;
      };
      /** Incidents in their last state, with how many alerts each holds. */
      list_incidents: QueryTimes & {
        /** Table to read (SecurityIncident) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Incidents of which some alert names a host, an account, an address or any other word. */
      list_incidents_for_entity: QueryTimes & {
        /** Table to read (SecurityIncident) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, account, address or other thing */
        entity_id: string | number;
      };
      /** Incidents that nobody has closed yet. */
      list_open_incidents: QueryTimes & {
        /** Table to read (SecurityIncident) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** How long incidents of each severity waited for somebody to take them up and to close them. */
      time_to_close: QueryTimes & {
        /** Table to read (SecurityIncident) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
    };
    Sentinel: {
      /** The workspace that has a resource id. */
      get_sentinel_workspace_for_resource_id: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Resource id of the workspace */
        resource_id: string | number;
      };
      /** The workspace that has a workspace id. */
      get_sentinel_workspace_for_workspace_id: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Id of the workspace */
        workspace_id: string | number;
      };
      /** Workspaces of a name, in all resource groups and subscriptions or in one. */
      list_sentinel_workspaces_for_name: {
        /** Table to read (resources) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the workspace */
        workspace_name: string | number;
        /** Name of the resource group; all unless given */
        resource_group?: string | number;
        /** Id of the subscription; all unless given */
        subscription_id?: string | number;
      };
    };
    Sysmon: {
      /** Programs that ask for one name in even steps of time for many hours, as implants report. */
      beacon_candidates: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of connections */
        min_connections?: number | bigint;
        /** In how many different hours at least */
        min_hours?: number | bigint;
        /** Highest distance between the quarter and three-quarter gaps, as a share of the median */
        max_jitter?: number;
      };
      /** Programs that one process started, by its GUID. */
      list_children_of_process: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** GUID of the process, with its braces */
        process_guid: string | number;
      };
      /** What programs of a host connected to. */
      list_connections_of_host: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
      };
      /** Which hosts and programs connected to or from an address. */
      list_connections_to_ip: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** All that one process did, by its GUID, such as connections, files, registry values and lookups. */
      list_events_of_process: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** GUID of the process, with its braces */
        process_guid: string | number;
      };
      /** Which programs made a file, by its path or a part of it. */
      list_files_created: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path or name of the file, or a whole part of it */
        file_path: string | number;
      };
      /** Every program that started on a host, with its command line, its parent, its hashes and its account. */
      list_host_processes: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
      };
      /** Which hosts and programs asked for a domain or a name below it, and the answers. */
      list_lookups_of_domain: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The domain */
        domain: string | number;
      };
      /** On which hosts a program ran, by its path, the name it was built with or its hash. */
      list_matching_processes: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path or name of the program, or a whole part of it, or a hash */
        process_name: string | number;
      };
      /** Which programs changed a key or a value of the registry. */
      list_registry_changes: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Path of the key or value, or a whole part of it */
        key_name: string | number;
      };
      /** Programs that opened LSASS with rights to read its memory, rare ones first. */
      lsass_access: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
      };
      /** Files that a program made and that ran on the same computer soon after. */
      programs_dropped_and_run: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** How many minutes after it was made the file may run */
        window_minutes?: number | bigint;
      };
      /** Names that very few computers asked for, but in many hours, and by which programs. */
      rare_names_asked_for: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
        /** In how many different hours at least */
        min_hours?: number | bigint;
      };
      /** Pairs of parent and child programs that were seen on few computers, rarest first. */
      rare_parent_child: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
        /** How many starts at most */
        max_starts?: number | bigint;
      };
      /** Programs that made a thread in another program, as injected code does. */
      remote_threads: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
      };
      /** Programs that ran under another name than the one they were built with. */
      renamed_programs: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Values of the registry that start a program at sign-in and that few computers have. */
      run_key_persistence: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
      };
      /** How many events of each kind Sysmon recorded on a host, and by which programs. */
      summarize_host_events: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
      };
      /** Times at which Sysmon was stopped or told to record something else. */
      sysmon_changed: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Libraries without a valid signature that few computers loaded, and into which programs. */
      unsigned_modules: QueryTimes & {
        /** Table to read (Sysmon) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
      };
    };
    ThreatIntelligence: {
      /** Every indicator in its last state. */
      list_indicators: QueryTimes & {
        /** Table to read (ThreatIntelIndicators) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Indicators of the given domains. */
      list_indicators_by_domain: QueryTimes & {
        /** Table to read (ThreatIntelIndicators) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Domains to find */
        domain_list?: string | number | readonly (string | number)[];
        observables?: string | number | readonly (string | number)[];
      };
      /** Indicators of the given addresses of mail. */
      list_indicators_by_email: QueryTimes & {
        /** Table to read (ThreatIntelIndicators) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** What to find */
        observables: string | number | readonly (string | number)[];
      };
      /** Indicators of files with the given names or paths. */
      list_indicators_by_filepath: QueryTimes & {
        /** Table to read (ThreatIntelIndicators) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** What to find */
        observables: string | number | readonly (string | number)[];
      };
      /** Indicators of files with the given hashes. */
      list_indicators_by_hash: QueryTimes & {
        /** Table to read (ThreatIntelIndicators) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hashes to find, of any kind */
        file_hash_list?: string | number | readonly (string | number)[];
        observables?: string | number | readonly (string | number)[];
      };
      /** Indicators of the given addresses. */
      list_indicators_by_ip: QueryTimes & {
        /** Table to read (ThreatIntelIndicators) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Addresses to find */
        ip_address_list?: string | number | readonly (string | number)[];
        observables?: string | number | readonly (string | number)[];
      };
      /** Indicators of the given URLs. */
      list_indicators_by_url: QueryTimes & {
        /** Table to read (ThreatIntelIndicators) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** URLs to find */
        url_list?: string | number | readonly (string | number)[];
        observables?: string | number | readonly (string | number)[];
      };
      /** Indicators of the older table that are active, in their last state, with whatever each is about in one column. */
      list_legacy_indicators: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Computers on which a file lay whose hash an indicator of the older table names. */
      match_device_files: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Computers that connected to an address or a domain that an indicator of the older table names. */
      match_device_network: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Mails whose sender, or the sender's domain or address, an indicator of the older table names. */
      match_email_senders: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Connections that a firewall saw to or from an address that an indicator of the older table names. */
      match_firewall: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Sign-ins from an address that an indicator of the older table names. */
      match_signins: QueryTimes & {
        /** Table to read (ThreatIntelligenceIndicator) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
    };
    WindowsSecurity: {
      /** Accounts of a host that were made, locked, disabled or put into groups, by whom. */
      account_change_events: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
      };
      /** Accounts that were locked out and the computers that the wrong passwords came from. */
      account_lockouts: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Who opened the administrative shares of computers (ADMIN$, C$) over the network. */
      admin_share_access: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Archives that were packed with a password on the command line, as data is before it leaves. */
      archive_with_password: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts without Kerberos pre-authentication for which a ticket was given, which can be cracked offline. */
      asrep_roasting: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Command lines that copy passwords out of LSASS, the registry or the directory's database. */
      credential_dump_commands: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts of people that asked a domain controller to replicate passwords, which only domain controllers do. */
      dcsync_by_account: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts that ran several different commands of reconnaissance on a computer within minutes. */
      discovery_burst: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Length of the window in minutes */
        window_minutes?: number | bigint;
        /** Least number of different programs in a window */
        min_programs?: number | bigint;
      };
      /** PowerShell that was started with an encoded command, the same texts together and rare ones first. */
      encoded_powershell: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Other people's passwords that were used on one computer (4648) and the NTLM logon on another that followed at once. */
      explicit_credentials_then_logon: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts that failed many times from an address and then signed in from it, as when a password was guessed. */
      failures_then_success: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of failures within an hour */
        min_failures?: number | bigint;
        /** How many minutes after the last failure the success may come */
        window_minutes?: number | bigint;
      };
      /** Programs that started in the range and on no computer in the days before it. */
      first_seen_process: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** The logon that began a session on a host, which tells who came from where and how. */
      get_host_logon: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4624) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Id of the logon session, such as 0x3e7 */
        logon_session_id: string | number;
      };
      /** The process that started a process, found by its id among earlier starts on the host. */
      get_parent_process: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4688) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Whole path of the program */
        process_name: string | number;
        /** Id of the process, such as 0x1a4 */
        process_id: string | number;
        /** Id of the logon session, such as 0x3e7 */
        logon_session_id: string | number;
        /** How many hours before the range the parent may have started */
        parent_lookback?: number | bigint;
      };
      /** A process with its parent, grandparent, siblings, children and grandchildren in one logon session. */
      get_process_tree: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4688) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Whole path of the program */
        process_name: string | number;
        /** Id of the process, such as 0x1a4 */
        process_id: string | number;
        /** Id of the logon session, such as 0x3e7 */
        logon_session_id: string | number;
      };
      /** Accounts that asked for tickets of services in a weak cipher (RC4), which can be cracked offline. */
      kerberoasting: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of services within an hour */
        min_services?: number | bigint;
      };
      /** Every attempt to sign in to a host, with its result and the address it came from. */
      list_all_logons_by_host: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID in (4624, 4625)) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
      };
      /** All events of all hosts in a time range. */
      list_events: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** The events of all hosts that have one of the given event ids. */
      list_events_by_id: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Event ids to find, such as 4624, 4625 */
        event_list: string | number | readonly (string | number)[];
      };
      /** Everything the security log of a host tells, in all event ids. */
      list_host_events: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
      };
      /** The events of a host that have one of the given event ids. */
      list_host_events_by_id: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
        /** Event ids to find, such as 4624, 4625 */
        event_list: string | number | readonly (string | number)[];
      };
      /** Who failed to sign in to a host, from where and why. */
      list_host_logon_failures: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4625) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
      };
      /** Who signed in to a host, from where and in which way. */
      list_host_logons: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4624) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
      };
      /** Every process that started on a host, with its command line, its parent and its account. */
      list_host_processes: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4688) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
      };
      /** On which hosts a program ran with exactly this command line. */
      list_hosts_matching_commandline: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4688) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Path of the program, or a whole part of it */
        process_name: string | number;
        /** Whole command line to find */
        commandline: string | number;
      };
      /** Every attempt of an account to sign in, on all hosts, whether it worked or not. */
      list_logon_attempts_by_account: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID in (4624, 4625)) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** The accounts and hosts that were tried from an address, and what came of it. */
      list_logon_attempts_by_ip: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID in (4624, 4625)) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Address that the attempts came from */
        ip_address: string | number;
      };
      /** Where an account failed to sign in, from where and why. */
      list_logon_failures_by_account: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4625) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** The hosts that an account signed in to, from where and in which way. */
      list_logons_by_account: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4624) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the account, or a whole part of it */
        account_name: string | number;
      };
      /** On which hosts a program ran, by whom and with which command lines. */
      list_matching_processes: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4688) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Path of the program, or a whole part of it */
        process_name: string | number;
        /** Operator that compares the path of the program (has) */
        proc_op?: string | number;
      };
      /** What a host tells besides starts of processes and logons, where changes of accounts, policy and services stand. */
      list_other_events: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
      };
      /** What was run in one logon session on a host, with lengths of command lines by which odd ones stand out. */
      list_processes_in_session: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that keeps the wanted event ids (| where EventID == 4688) */
        event_filter?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** A further condition, such as one on the subscription (true) */
        subscription_filter?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Id of the logon session, such as 0x3e7 */
        logon_session_id: string | number;
      };
      /** Computers whose security log was cleared, when and by whom. */
      log_cleared: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Hours in which far more logons failed on a computer than its usual course of days explains. */
      logon_failure_anomalies: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Score from which an hour is an anomaly; 1.5 is mild, 3 is strong */
        threshold?: number;
        /** Least number of failures in an hour */
        min_failures?: number | bigint;
      };
      /** Accounts that signed in over the network from an address that they had not used in the days before the range. */
      logon_from_new_address: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Days before the range that tell what is usual */
        baseline_days?: number | bigint;
      };
      /** People who signed in to computers at night or at a weekend, and how often they do by day. */
      logons_outside_hours: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hour (UTC) at which a working day begins */
        first_hour?: number | bigint;
        /** Hour (UTC) at which a working day has ended */
        last_hour?: number | bigint;
      };
      /** Programs of Windows itself that were used to fetch a file from the network. */
      lolbin_downloads: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts that came into a privileged group soon after they were made. */
      new_account_in_privileged_group: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** How many hours after it was made an account counts as new */
        window_hours?: number | bigint;
      };
      /** Events that few accounts cause on a host, a cleared log and changed registry values among them. */
      notable_events: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
      };
      /** Shells and script hosts that an Office program or a mail program started, as macros do. */
      office_starts_shell: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Addresses from which network logons failed on many computers within an hour, as when stolen passwords are tried everywhere. */
      password_guessing_across_hosts: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of computers on which logons failed */
        min_computers?: number | bigint;
      };
      /** Addresses from which many accounts failed to sign in within an hour, and the accounts that then succeeded. */
      password_spray_by_ip: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of accounts that failed */
        min_accounts?: number | bigint;
      };
      /** Members that were put into or taken out of privileged groups of a domain or a computer, and by whom. */
      privileged_group_changes: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Programs that ran from folders that every user can write to, where installed software seldom lies. */
      process_from_user_folder: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
      };
      /** Services that were installed on few computers (4697), with what they run and who installed them. */
      rare_new_service: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
      };
      /** Pairs of parent and child programs that were seen on few computers, rarest first. */
      rare_parent_child: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
        /** How many starts at most */
        max_starts?: number | bigint;
      };
      /** Scheduled tasks that were made on few computers (4698), with what they run and who made them. */
      rare_scheduled_task: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
      };
      /** Command lines that delete shadow copies and backups or switch off recovery, as before encryption. */
      recovery_inhibited: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Who came to which computer by remote desktop, from where and how often; rare ones first. */
      remote_desktop_logons: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Programs that WMI, a remote service or PowerShell remoting started on a computer, rare command lines only. */
      remote_execution: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** On how many computers at most */
        max_computers?: number | bigint;
      };
      /** Scheduled tasks that a host got, changed or enabled and services that were installed on it, with what they run. */
      schdld_tasks_and_services: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
      };
      /** How often each account caused each kind of event on a host, with the first and the last time. */
      summarize_events: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** A step that chooses columns, such as a project */
        query_project?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Name of the host, or a whole part of it */
        host_name: string | number;
        /** Operator that compares the name of the host (has) */
        host_op?: string | number;
      };
      /** Programs that raise themselves without asking and started something else, as bypasses of user account control make them. */
      uac_bypass: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Accounts that nearly always use one authentication package and for once used another, such as NTLM for Kerberos. */
      unusual_authentication_package: QueryTimes & {
        /** Table to read (SecurityEvent) */
        table?: string | number;
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Highest share of the account's logons, in percent, that counts as unusual */
        max_percent?: number | bigint;
      };
    };
    Zeek: {
      /** Who opened the administrative shares of computers (ADMIN$, C$) over the network. */
      admin_share_access: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Encrypted connections to outside whose certificate could not be trusted. */
      bad_certificates: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Pairs of addresses that speak in even steps of time for many hours, as implants report. */
      beacon_candidates: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of connections */
        min_connections?: number | bigint;
        /** In how many different hours at least */
        min_hours?: number | bigint;
        /** Highest distance between the quarter and three-quarter gaps, as a share of the median */
        max_jitter?: number;
      };
      /** Domains below which one client asked for many different, long names, as data hidden in names looks. */
      dns_tunnelling: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of different names */
        min_names?: number | bigint;
        /** Least mean length of what stands before the domain */
        min_length?: number | bigint;
      };
      /** Addresses that sent far more than they received to one outside address in a day. */
      large_uploads: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of megabytes sent in a day */
        min_megabytes?: number | bigint;
      };
      /** Every connection from or to an address, with its service, its length and its bytes. */
      list_connections_of_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Encrypted connections to a name, with the certificate's names and how the client looks. */
      list_encrypted_connections_to_name: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The domain */
        domain: string | number;
      };
      /** Files with a hash that crossed the network, between whom and how. */
      list_files_by_hash: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Hash of the file, MD5, SHA1 or SHA256 */
        file_hash: string | number;
      };
      /** Which names were answered with an address, and who had asked. */
      list_lookups_answered_with_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Which addresses asked for a domain or a name below it, and the answers. */
      list_lookups_of_domain: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The domain */
        domain: string | number;
      };
      /** What Zeek itself found worth telling, by kind. */
      list_notices: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Requests of the web to a host that were not encrypted. */
      list_web_requests_to_host: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The domain */
        domain: string | number;
      };
      /** Connections to outside that stayed open for hours, as tunnels and remote control do. */
      long_connections: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least length in hours */
        min_hours?: number | bigint;
      };
      /** Addresses whose connections failed on many ports or at many addresses within an hour. */
      port_scan: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of ports or addresses within an hour */
        min_targets?: number | bigint;
      };
      /** Programs that came over the web without encryption. */
      programs_downloaded: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
      };
      /** Ways of beginning an encrypted connection (JA3) that very few addresses have, and where they connect to. */
      rare_clients: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** How many addresses at most */
        max_clients?: number | bigint;
      };
      /** User agents of the web that very few addresses use, and what they asked for. */
      rare_user_agents: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** How many addresses at most */
        max_clients?: number | bigint;
      };
      /** Addresses that failed to sign in by SSH many times, and whether they got in. */
      ssh_guessing: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of failures */
        min_failures?: number | bigint;
      };
      /** With whom an address spoke, on which ports, how often and how much. */
      summarize_connections_of_ip: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Clients that asked for tickets of many services in a weak cipher (RC4), which can be cracked offline. */
      weak_kerberos_tickets: QueryTimes & {
        /** Further steps at the end of the query */
        add_query_items?: string | number;
        /** Least number of services within an hour */
        min_services?: number | bigint;
      };
    };
  };
  odata: {
    Graph: {
      /** One incident of Defender XDR, with its alerts and their evidence. */
      get_incident: {
        /** Id of the incident */
        incident_id: string | number;
      };
      /** What the directory knows of an account, with its manager. */
      get_user: {
        /** Principal name of the account */
        user_principal_name?: string | number;
        account_name?: string | number;
      };
      /** Applications of the tenant that were made in a time range, with their secrets' ids and dates. */
      list_applications_made: QueryTimes & {
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
      };
      /** Second factors that an account has registered. */
      list_authentication_methods_of_user: {
        /** Principal name of the account */
        user_principal_name?: string | number;
        account_name?: string | number;
      };
      /** Rights that applications have on somebody's data because that person agreed. */
      list_consents_of_user: {
        /** Principal name of the account */
        user_principal_name?: string | number;
        account_name?: string | number;
      };
      /** What was done in Entra ID in a time range. */
      list_directory_audits: QueryTimes & {
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
      };
      /** What an account did in Entra ID. */
      list_directory_audits_by_account: QueryTimes & {
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** Principal name of the account */
        user_principal_name?: string | number;
        account_name?: string | number;
      };
      /** Groups and roles that an account has, those through other groups too. */
      list_groups_of_user: {
        /** Principal name of the account */
        user_principal_name?: string | number;
        account_name?: string | number;
      };
      /** Rules of somebody's mailbox, which may hide or forward mail. */
      list_inbox_rules_of_user: {
        /** Principal name of the account */
        user_principal_name?: string | number;
        account_name?: string | number;
      };
      /** Incidents of Defender XDR, each with its alerts. */
      list_incidents: QueryTimes & {
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
      };
      /** What Entra ID found risky about sign-ins and accounts. */
      list_risk_detections: QueryTimes & {
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
      };
      /** Accounts that Entra ID holds to be at risk of one level. */
      list_risky_users: {
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** Level of the risk, such as high (high) */
        risk_level?: string | number;
      };
      /** Every sign-in to Entra ID in a time range. */
      list_signins: QueryTimes & {
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
      };
      /** Every sign-in of an account to Entra ID. */
      list_signins_for_account: QueryTimes & {
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** Principal name of the account */
        user_principal_name?: string | number;
        account_name?: string | number;
      };
      /** Every sign-in to Entra ID from an address. */
      list_signins_for_ip: QueryTimes & {
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** Address that the sign-ins came from */
        ip_address: string | number;
      };
    };
    SecurityGraphAlert: {
      /** One alert by its id. */
      get_alert: {
        /** Path of the resource (/security/alerts) */
        path?: string | number;
        /** Id of the alert */
        alert_id: string | number;
      };
      /** One alert of Defender XDR in the newer form, with its evidence. */
      get_defender_alert: {
        /** Path of the resource (/security/alerts_v2) */
        path?: string | number;
        /** Id of the alert */
        alert_id: string | number;
      };
      /** Every alert in a time range. */
      list_alerts: QueryTimes & {
        /** Path of the resource (/security/alerts) */
        path?: string | number;
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
      };
      /** Alerts about a file, by its name, its path or its hash. */
      list_alerts_for_file: QueryTimes & {
        /** Path of the resource (/security/alerts) */
        path?: string | number;
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** Name of the file, without its path */
        file_name?: string | number;
        /** Hash of the file */
        file_hash?: string | number;
        /** Path of the file */
        file_path?: string | number;
      };
      /** Alerts about a host, by its short or its whole name. */
      list_alerts_for_host: QueryTimes & {
        /** Path of the resource (/security/alerts) */
        path?: string | number;
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** Name of the host */
        host_name: string | number;
      };
      /** Alerts about an address. */
      list_alerts_for_ip: QueryTimes & {
        /** Path of the resource (/security/alerts) */
        path?: string | number;
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Alerts about an account. */
      list_alerts_for_user: QueryTimes & {
        /** Path of the resource (/security/alerts) */
        path?: string | number;
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** Principal name of the account */
        user_principal_name?: string | number;
        /** Name of the account, without its domain */
        account_name?: string | number;
      };
      /** Alerts of Defender XDR in the newer form, each with its evidence. */
      list_defender_alerts: QueryTimes & {
        /** Path of the resource (/security/alerts_v2) */
        path?: string | number;
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
      };
      /** Alerts of Defender XDR in the newer form, of one severity. */
      list_defender_alerts_by_severity: QueryTimes & {
        /** Path of the resource (/security/alerts_v2) */
        path?: string | number;
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** Severity, such as high (high) */
        severity?: string | number;
      };
      /** Alerts about any of a host, an account, an address, a program or a file. */
      list_related_alerts: QueryTimes & {
        /** Path of the resource (/security/alerts) */
        path?: string | number;
        /** Further conditions, and further options after an ampersand */
        add_query_items?: string | number;
        /** An address */
        ip_address?: string | number;
        /** Name of a host */
        host_name?: string | number;
        /** Name of a program */
        process_name?: string | number;
        /** Principal name of the account */
        user_principal_name?: string | number;
        /** Name of the account, without its domain */
        account_name?: string | number;
        /** Name of the file, without its path */
        file_name?: string | number;
        /** Hash of the file */
        file_hash?: string | number;
      };
    };
  };
  spl: {
    Alerts: {
      /** Every alert in a time range. */
      list_alerts: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Alerts.*" as *) */
        field_rename?: string | number;
      };
      /** Alerts about what went to an address. */
      list_alerts_for_dest_ip: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Alerts.*" as *) */
        field_rename?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Alerts about what came from an address. */
      list_alerts_for_src_ip: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Alerts.*" as *) */
        field_rename?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Alerts about an account. */
      list_alerts_for_user: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Alerts.*" as *) */
        field_rename?: string | number;
        /** Name of the account */
        user: string | number;
      };
      /** Alerts that are set up in Splunk, with when they run and how often they were raised. */
      list_all_alerts: Record<never, never>;
    };
    Authentication: {
      /** Sources and accounts that failed to sign in many times and then got in. */
      failures_then_success: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
        /** Least number of failures */
        min_failures?: number | bigint;
      };
      /** Every failed attempt to sign in, on all hosts. */
      list_logon_failures: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
      };
      /** Every attempt of an account to sign in. */
      list_logons_for_account: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Name of the account */
        account_name: string | number;
      };
      /** Every attempt to sign in to a host. */
      list_logons_for_host: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Name of the host */
        host_name: string | number;
      };
      /** Every attempt to sign in from an address. */
      list_logons_for_source_ip: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Address that the attempts came from */
        ip_address: string | number;
      };
      /** Sources from which many accounts failed to sign in within an hour. */
      password_spray: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
        /** Least number of accounts that failed within an hour */
        min_accounts?: number | bigint;
      };
    };
    Endpoint: {
      /** Pairs of addresses that speak in even steps of time, as implants report. */
      beacon_candidates: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
        /** Least number of connections */
        min_connections?: number | bigint;
      };
      /** PowerShell that was started with an encoded command, the same texts together and rare ones first. */
      encoded_powershell: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
      };
      /** Every program that started on a host, with its command line, its parent and its account. */
      list_host_processes: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Name of the host */
        host_name: string | number;
      };
      /** On which hosts a program ran, by whom and with which command lines. */
      list_matching_processes: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Name of the program, or a pattern */
        process_name: string | number;
      };
      /** Hosts whose event log was cleared, when and by whom. */
      log_cleared: QueryTimes & {
        /** Index to search, or a pattern (*) */
        index?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
      };
      /** Programs that opened LSASS with rights that let them read its memory, by Sysmon. */
      lsass_access: QueryTimes & {
        /** Index to search, or a pattern (*) */
        index?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
      };
      /** Services that were installed on hosts, with what they run. */
      new_services: QueryTimes & {
        /** Index to search, or a pattern (*) */
        index?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
      };
      /** Pairs of parent and child programs that were seen on few hosts, rarest first. */
      rare_parent_child: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
        /** On how many hosts at most */
        max_hosts?: number | bigint;
      };
    };
    SplunkDatamodel: {
      /** Pairs of addresses that speak in even steps of time, as implants report. */
      beacon_candidates: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
        /** Least number of connections */
        min_connections?: number | bigint;
      };
      /** Sources and accounts that failed to sign in many times and then got in. */
      failures_then_success: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
        /** Least number of failures */
        min_failures?: number | bigint;
      };
      /** Every alert in a time range. */
      list_alerts: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Alerts.*" as *) */
        field_rename?: string | number;
      };
      /** Alerts about what went to an address. */
      list_alerts_for_dest_ip: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Alerts.*" as *) */
        field_rename?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Alerts about what came from an address. */
      list_alerts_for_src_ip: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Alerts.*" as *) */
        field_rename?: string | number;
        /** The address */
        ip_address: string | number;
      };
      /** Alerts about an account. */
      list_alerts_for_user: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Alerts.*" as *) */
        field_rename?: string | number;
        /** Name of the account */
        user: string | number;
      };
      /** Every failed attempt to sign in, on all hosts. */
      list_logon_failures: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
      };
      /** Every attempt of an account to sign in. */
      list_logons_for_account: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Name of the account */
        account_name: string | number;
      };
      /** Every attempt to sign in to a host. */
      list_logons_for_host: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Name of the host */
        host_name: string | number;
      };
      /** Every attempt to sign in from an address. */
      list_logons_for_source_ip: QueryTimes & {
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Address that the attempts came from */
        ip_address: string | number;
      };
      /** Sources from which many accounts failed to sign in within an hour. */
      password_spray: QueryTimes & {
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** A step that takes the model's name off its fields (| rename "Authentication.*" as *) */
        field_rename?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
        /** Least number of accounts that failed within an hour */
        min_accounts?: number | bigint;
      };
    };
    SplunkGeneral: {
      /** Events of an index and a source. */
      get_events_parameterized: QueryTimes & {
        /** Index to search, or a pattern (*) */
        index?: string | number;
        /** Source to search, or a pattern (*) */
        source?: string | number;
        /** A step that chooses fields */
        project_fields?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
      };
      /** Alerts that are set up in Splunk, with when they run and how often they were raised. */
      list_all_alerts: Record<never, never>;
      /** What people did in Splunk, such as which searches they ran. */
      list_all_audittrail: QueryTimes & {
        /** Index to search, or a pattern (*) */
        index?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
      };
      /** How many events of each kind every index holds, first and last time. */
      list_all_datatypes: QueryTimes & {
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
      };
      /** Searches that are saved in Splunk, whose they are and when they run. */
      list_all_savedsearches: Record<never, never>;
      /** Events of an index that hold a word, such as an address, a name or a hash. */
      search_word: QueryTimes & {
        /** Index to search, or a pattern (*) */
        index?: string | number;
        /** Source to search, or a pattern (*) */
        source?: string | number;
        /** Further steps at the end of the query (| head 100) */
        add_query_items?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
        /** The word or words to find */
        word: string | number;
      };
    };
    audittrail: {
      /** What people did in Splunk, such as which searches they ran. */
      list_all_audittrail: QueryTimes & {
        /** Index to search, or a pattern (*) */
        index?: string | number;
        /** Form of the times in the query ("%Y-%m-%d %H:%M:%S.%6N") */
        timeformat?: string | number;
      };
    };
  };
}

/** Those that each provider can be asked, by its names. */
export interface ProviderQueries {
  defender: {
    Email: Pick<PackQueries['kql']['Email'], 'clicked_then_downloaded' | 'delivered_threats' | 'first_contact_senders' | 'get_mail' | 'list_clicks_of_account' | 'list_clicks_on_url' | 'list_mails_by_subject' | 'list_mails_for_recipient' | 'list_mails_from_ip' | 'list_mails_from_sender' | 'list_mails_with_attachment' | 'list_mails_with_url' | 'list_post_delivery_actions' | 'lookalike_senders'>;
    IdentityOnPrem: PackQueries['kql']['IdentityOnPrem'];
    M365D: Pick<PackQueries['kql']['M365D'], 'application_alerts' | 'device_logons' | 'file_path' | 'host_alerts' | 'host_connections' | 'ip_alerts' | 'ip_connections' | 'list_alerts' | 'list_alerts_with_evidence' | 'list_connections' | 'list_downloads' | 'list_file_events_for_filename' | 'list_file_events_for_hash' | 'list_file_events_for_host' | 'list_file_events_for_path' | 'list_filehash' | 'list_files' | 'list_host_processes' | 'mail_message_alerts' | 'mailbox_alerts' | 'process_alerts' | 'process_cmd_line' | 'process_creations' | 'process_for_hash' | 'process_paths' | 'protocol_connections' | 'registry_key_alerts' | 'sha1_alerts' | 'sha256_alerts' | 'summarize_connections_of_host' | 'summarize_programs_of_host' | 'url_alerts' | 'url_connections' | 'user_alerts' | 'user_files' | 'user_logons' | 'user_network' | 'user_processes'>;
    M365DHunting: PackQueries['kql']['M365DHunting'];
    MDATP: PackQueries['kql']['MDATP'];
    MDE: PackQueries['kql']['MDE'];
    MDEHunting: PackQueries['kql']['MDEHunting'];
  };
  m365d: ProviderQueries['defender'];
  mde: ProviderQueries['defender'];
  microsoftdefender: ProviderQueries['defender'];
  elastic: Record<never, never>;
  elasticsearch: ProviderQueries['elastic'];
  opensearch: ProviderQueries['elastic'];
  graph: PackQueries['odata'];
  microsoftgraph: ProviderQueries['graph'];
  securitygraph: ProviderQueries['graph'];
  kusto: {
    AuditD: PackQueries['kql']['AuditD'];
    Azure: PackQueries['kql']['Azure'];
    AzureNetwork: PackQueries['kql']['AzureNetwork'];
    AzureSentinel: PackQueries['kql']['AzureSentinel'];
    Email: PackQueries['kql']['Email'];
    Heartbeat: PackQueries['kql']['Heartbeat'];
    IdentityOnPrem: PackQueries['kql']['IdentityOnPrem'];
    LinuxAudit: PackQueries['kql']['LinuxAudit'];
    LinuxSyslog: PackQueries['kql']['LinuxSyslog'];
    M365D: PackQueries['kql']['M365D'];
    M365DHunting: PackQueries['kql']['M365DHunting'];
    MDATP: PackQueries['kql']['MDATP'];
    MDE: PackQueries['kql']['MDE'];
    MDEHunting: PackQueries['kql']['MDEHunting'];
    MSSentinel: PackQueries['kql']['MSSentinel'];
    MultiDataSource: PackQueries['kql']['MultiDataSource'];
    Network: PackQueries['kql']['Network'];
    Office365: PackQueries['kql']['Office365'];
    SecurityAlert: PackQueries['kql']['SecurityAlert'];
    SecurityIncident: PackQueries['kql']['SecurityIncident'];
    Sysmon: PackQueries['kql']['Sysmon'];
    ThreatIntelligence: PackQueries['kql']['ThreatIntelligence'];
    WindowsSecurity: PackQueries['kql']['WindowsSecurity'];
    Zeek: PackQueries['kql']['Zeek'];
  };
  adx: ProviderQueries['kusto'];
  fabric: ProviderQueries['kusto'];
  azuredataexplorer: ProviderQueries['kusto'];
  local: PackQueries['kql'];
  localdata: ProviderQueries['local'];
  'resource-graph': {
    ResourceGraph: PackQueries['kql']['ResourceGraph'];
    Sentinel: PackQueries['kql']['Sentinel'];
  };
  resourcegraph: ProviderQueries['resource-graph'];
  'sentinel-api': Record<never, never>;
  sentinelapi: ProviderQueries['sentinel-api'];
  securityinsights: ProviderQueries['sentinel-api'];
  sentinel: {
    AuditD: PackQueries['kql']['AuditD'];
    Azure: PackQueries['kql']['Azure'];
    AzureNetwork: PackQueries['kql']['AzureNetwork'];
    AzureSentinel: PackQueries['kql']['AzureSentinel'];
    Email: PackQueries['kql']['Email'];
    Heartbeat: PackQueries['kql']['Heartbeat'];
    IdentityOnPrem: PackQueries['kql']['IdentityOnPrem'];
    LinuxAudit: PackQueries['kql']['LinuxAudit'];
    LinuxSyslog: PackQueries['kql']['LinuxSyslog'];
    M365D: PackQueries['kql']['M365D'];
    M365DHunting: PackQueries['kql']['M365DHunting'];
    MDATP: PackQueries['kql']['MDATP'];
    MDE: PackQueries['kql']['MDE'];
    MDEHunting: PackQueries['kql']['MDEHunting'];
    MSSentinel: PackQueries['kql']['MSSentinel'];
    MultiDataSource: PackQueries['kql']['MultiDataSource'];
    Network: PackQueries['kql']['Network'];
    Office365: PackQueries['kql']['Office365'];
    SecurityAlert: PackQueries['kql']['SecurityAlert'];
    SecurityIncident: PackQueries['kql']['SecurityIncident'];
    ThreatIntelligence: PackQueries['kql']['ThreatIntelligence'];
    WindowsSecurity: PackQueries['kql']['WindowsSecurity'];
  };
  loganalytics: ProviderQueries['sentinel'];
  mssentinel: ProviderQueries['sentinel'];
  splunk: PackQueries['spl'];
}
