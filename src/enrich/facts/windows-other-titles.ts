/** Ids and titles of the other logs, each after the name of its channel. */
export const otherEvents = `
# Microsoft-Windows-Sysmon/Operational
1 Process creation
2 A process changed the creation time of a file
3 Network connection
4 The state of the Sysmon service changed
5 Process terminated
6 Driver loaded
7 Image loaded
8 CreateRemoteThread
9 RawAccessRead
10 ProcessAccess
11 File created
12 Registry object created or deleted
13 Registry value set
14 Registry key or value renamed
15 File stream created
16 Sysmon configuration changed
17 Pipe created
18 Pipe connected
19 WMI event filter activity
20 WMI event consumer activity
21 WMI event consumer to filter activity
22 DNS query
23 File deleted and archived
24 Clipboard changed
25 Process tampering
26 File deletion logged
27 Executable file blocked
28 File shredding blocked
29 Executable file detected
255 Sysmon error
# System
1 The system time was changed, or the system has resumed from sleep
12 The operating system started
13 The operating system is shutting down
19 Windows Update installed an update
20 Windows Update failed to install an update
41 The system rebooted without cleanly shutting down first
104 An event log was cleared
1001 The computer rebooted from a bugcheck
1014 Name resolution timed out
1074 A process initiated a restart or shutdown
1076 The reason for an unexpected shutdown was recorded
5805 A computer account failed to authenticate (Netlogon)
5823 The password of the computer account was changed (Netlogon)
5827 A vulnerable Netlogon connection from a machine account was denied
5828 A vulnerable Netlogon connection by a trust account was denied
5829 A vulnerable Netlogon connection from a machine account was allowed
5830 A vulnerable Netlogon connection from a machine account was allowed by policy
5831 A vulnerable Netlogon connection by a trust account was allowed by policy
6005 The event log service was started
6006 The event log service was stopped
6008 The previous shutdown was unexpected
6009 Version of the operating system at startup
6013 System uptime
7000 A service failed to start
7001 A service depends on one that failed to start
7009 Timeout while waiting for a service to connect
7011 Timeout while waiting for a response from a service
7022 A service hung on starting
7023 A service terminated with an error
7024 A service terminated with a service-specific error
7026 Boot-start or system-start drivers failed to load
7030 A service is marked as interactive, which the system does not allow
7031 A service terminated unexpectedly, and a corrective action will be taken
7032 A corrective action after a service's termination failed
7034 A service terminated unexpectedly
7035 A service was sent a control
7036 A service entered the running or stopped state
7038 A service could not log on
7040 The start type of a service was changed
7045 A service was installed in the system
10016 DCOM: permission settings do not grant activation or launch
10036 DCOM: the server's authentication level policy refused an activation
# Application
1000 Application error
1001 Windows Error Reporting
1002 Application hang
1033 Windows Installer installed a product
1034 Windows Installer removed a product
1040 A Windows Installer transaction began
1042 A Windows Installer transaction ended
4097 Certificate trust list auto-update
11707 Installation of a product completed
11708 Installation of a product failed
11724 Removal of a product completed
15457 SQL Server: a configuration option was changed
18453 SQL Server: a login by Windows authentication succeeded
18454 SQL Server: a login by SQL Server authentication succeeded
18456 SQL Server: a login failed
33205 SQL Server: audit event
# Windows PowerShell
400 The engine state changed to available
403 The engine state changed to stopped
500 A command was started
501 A command was stopped
600 A provider was started
800 Pipeline execution details
# Microsoft-Windows-PowerShell/Operational
4100 An error of the engine
4103 Module logging: a pipeline was executed
4104 Script block logging: a script block was created
4105 Script block execution started
4106 Script block execution ended
8193 A session was created
8194 A runspace pool was created
8197 A runspace pool was opened or closed
40961 The PowerShell console is starting up
40962 The PowerShell console is ready for input
53504 PowerShell started an IPC listening thread
# Microsoft-Windows-TaskScheduler/Operational
100 A task was started
102 A task completed
103 The action of a task failed to start
106 A task was registered
107 A task was triggered by a time
108 A task was triggered by an event
110 A task was triggered by a user
118 A task was triggered at startup
119 A task was triggered by a logon
129 A process was created for a task
140 A task was updated
141 A task was deleted
142 A task was disabled
200 The action of a task was started
201 The action of a task completed
325 An instance of a task was queued
# Microsoft-Windows-Windows Defender/Operational
1000 A scan started
1001 A scan finished
1002 A scan was stopped before it finished
1005 A scan failed
1006 Malware or unwanted software was found
1007 An action was taken against malware
1008 An action against malware failed
1009 An item was restored from quarantine
1010 An item could not be restored from quarantine
1011 An item was deleted from quarantine
1013 The history of malware was deleted
1015 Suspicious behaviour was detected
1116 Malware or unwanted software was detected
1117 An action was taken to protect the machine from malware
1118 An action against malware failed
1119 An action against malware failed critically
1121 An attack surface reduction rule blocked an action
1122 An attack surface reduction rule audited an action
1123 Controlled folder access blocked an access
1124 Controlled folder access audited an access
1125 Network protection audited a connection
1126 Network protection blocked a connection
1127 Controlled folder access blocked a change of a sector
2000 The definitions were updated
2001 The update of the definitions failed
2003 The update of the engine failed
2004 The definitions could not be loaded; the last good ones are tried
3002 Real-time protection encountered an error
5000 Real-time protection was enabled
5001 Real-time protection was disabled
5004 The configuration of real-time protection was changed
5007 The configuration of the antimalware platform was changed
5008 The engine encountered an error
5010 Scanning for malware was disabled
5012 Scanning for viruses was disabled
5013 Tamper protection blocked a change of the settings
# Microsoft-Windows-TerminalServices-LocalSessionManager/Operational
21 Remote Desktop: session logon succeeded
22 Remote Desktop: shell start notification received
23 Remote Desktop: session logoff succeeded
24 Remote Desktop: session was disconnected
25 Remote Desktop: session was reconnected
39 Remote Desktop: a session was disconnected by another one
40 Remote Desktop: session was disconnected, with the reason
41 Remote Desktop: session arbitration began
42 Remote Desktop: session arbitration ended
# Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational
261 Remote Desktop: the listener received a connection
1149 Remote Desktop: user authentication succeeded
# Microsoft-Windows-TerminalServices-RDPClient/Operational
1024 Remote Desktop client: trying to connect to a server
1025 Remote Desktop client: connected to a server
1026 Remote Desktop client: disconnected
1027 Remote Desktop client: connected to a domain
1029 Remote Desktop client: hash of the user name
1102 Remote Desktop client: started a connection to an address
1105 Remote Desktop client: the multi-transport connection was disconnected
# Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational
98 Remote Desktop: a TCP connection was established
131 Remote Desktop: the server accepted a new connection from a client
140 Remote Desktop: a connection failed: user name or password is not correct
# Microsoft-Windows-WMI-Activity/Operational
5857 A WMI provider was loaded
5858 A WMI operation failed
5859 A WMI filter registered for events
5860 A temporary WMI event subscription was made
5861 A permanent WMI event subscription was made
# Microsoft-Windows-Bits-Client/Operational
3 A BITS job was created
4 A BITS job completed
5 A BITS job was cancelled
59 BITS started a transfer
60 BITS stopped a transfer
61 BITS stopped a transfer with an error
63 BITS started a job
16403 A BITS job was created, with its files
# Microsoft-Windows-Windows Firewall With Advanced Security/Firewall
2002 A setting of a firewall profile was changed
2003 A setting of a firewall profile was changed
2004 A firewall rule was added
2005 A firewall rule was changed
2006 A firewall rule was deleted
2009 The firewall could not load Group Policy
2033 All firewall rules were deleted
2097 A firewall rule was added
# Microsoft-Windows-AppLocker/EXE and DLL
8002 A program or library was allowed to run
8003 A program or library would have been prevented from running
8004 A program or library was prevented from running
# Microsoft-Windows-AppLocker/MSI and Script
8005 A script or installer was allowed to run
8006 A script or installer would have been prevented from running
8007 A script or installer was prevented from running
# Microsoft-Windows-CodeIntegrity/Operational
3001 An unsigned kernel module was loaded
3023 A driver could not be loaded: it was revoked
3033 A file did not meet the signing level that was asked for
3063 A file did not meet the security requirements
3076 A policy in audit mode would have blocked a file
3077 A policy blocked a file
3089 Signature of a file that a policy was asked about
# Microsoft-Windows-WinRM/Operational
6 Creating a WSMan session
8 Closing a WSMan session
33 Closed a WSMan session
91 Creating a WSMan shell on the server
142 A WSMan operation failed
161 WSMan: the client cannot be authenticated
168 WSMan: authenticating a client
169 WSMan: a user was authenticated
# Microsoft-Windows-DNS-Client/Operational
3006 A DNS query was called
3008 A DNS query completed
3018 A DNS query was answered from the cache
3020 A DNS query was answered by a server
# Microsoft-Windows-NTLM/Operational
8001 An outgoing NTLM authentication would be blocked
8002 An incoming NTLM authentication by a local account would be blocked
8003 An incoming NTLM authentication would be blocked in this domain
8004 The domain controller would block an NTLM authentication
# Microsoft-Windows-Kernel-PnP/Configuration
400 A device was configured
410 A device was started
420 A device was deleted
430 A device needs further installation
# Microsoft-Windows-DriverFrameworks-UserMode/Operational
2003 A device was connected
2004 A driver of a device is loaded
2100 A device operation was received
2102 A device was disconnected
# Microsoft-Windows-SMBServer/Security
551 An SMB session could not be authenticated
1006 The share denied access to a client
1009 The server denied anonymous access to a client
# Microsoft-Windows-SmbClient/Security
31001 The SMB client failed to log on
31010 The SMB client failed to connect to the share
# Microsoft-Windows-GroupPolicy/Operational
4000 Processing of Group Policy started at boot
4001 Processing of Group Policy started at logon
5312 The Group Policy objects that apply
5313 The Group Policy objects that were filtered out
8000 Processing of Group Policy at boot completed
8001 Processing of Group Policy at logon completed
# Microsoft-Windows-PrintService/Admin
808 The print spooler failed to load a plug-in module
# Microsoft-Windows-PrintService/Operational
307 A document was printed
316 A printer driver was added or updated
# Directory Service
1644 An expensive LDAP search was made
2887 The domain controller counted LDAP binds without signing
2889 A client made an LDAP bind without signing
3039 A client failed the LDAP channel binding check
# DNS Server
150 The DNS server could not load a plug-in
770 The DNS server loaded a plug-in
# OpenSSH/Operational
4 The OpenSSH server logged a line
# Microsoft-Windows-VHDMP-Operational
1 A virtual disk was attached
2 A virtual disk was detached
12 A virtual disk was opened
`;
